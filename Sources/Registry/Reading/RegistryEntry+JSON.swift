// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
package import TraceText

extension RegistryEntry {
    /// The entry as a line of the import format, without the line's end.
    package var line: String {
        var writer = JSONWriter()
        writer.object { writeMembers(to: &$0) }
        return writer.text
    }

    /// The members alone, for objects that say more.
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("kind", kind.rawValue)
        switch content {
        case .subject(let subject):
            writer.member("id", subject.id)
            writer.member("name", subject.name)
            writer.member("types", subject.types)
            writer.member("region", subject.region)
            writer.member("filing", subject.filing.rawValue)
        case .licence(let licence):
            writer.member("type", licence.type)
            writer.member("number", licence.number)
            writer.member("holder", licence.holder)
            writer.member("issuer", licence.issuer)
            writer.member("source", licence.source)
            writer.member("quantity", exact: licence.quantity)
        case .place(let place):
            writer.member("id", place.id)
            writer.member("name", place.name)
            writer.member("holder", place.holder)
            writer.member("use", place.use)
            writer.member("region", place.region)
            writer.member("latitude", exact: place.latitude)
            writer.member("longitude", exact: place.longitude)
            writer.member("area", exact: place.area)
            if !place.capacity.isEmpty {
                writer.key("capacity")
                writer.raw(Array(place.capacityText.utf8))
            }
        case .product(let product):
            writer.member("id", product.id)
            writer.member("name", product.name)
            writer.member("profile", product.profile)
            writer.member("holder", product.holder)
        }
        writer.member("from", Self.day(validFrom))
        writer.member("until", validUntil.map(Self.day))
    }

    /// The day that begins at an instant.
    private static func day(_ milliseconds: Int64) -> String {
        HainanCalendar.text(HainanCalendar.date(of: milliseconds))
    }
}

extension Place {
    /// The capacities as a JSON object, kinds in order.
    var capacityText: String {
        var writer = JSONWriter(capacity: 64)
        writer.object {
            for (kind, amount) in capacity.sorted(by: { $0.key < $1.key }) {
                $0.key(kind)
                $0.number(amount.plainText)
            }
        }
        return writer.text
    }
}
