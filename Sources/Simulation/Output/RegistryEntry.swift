// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// One line of what the registry is told.
package enum RegistryEntry: Sendable {
    case subject(Subject)
    case licence(Licence)
    case place(Place)
    case product(Product)

    /// A party.
    package struct Subject: Sendable {
        package let id: String
        package let name: LocalText
        package let types: [String]
        package let region: String
        package let from: CivilDate
    }

    /// A licence, a permit with its quantity, or a certification.
    package struct Licence: Sendable {
        package let type: String
        package let number: String
        package let holder: String
        package let issuer: String?
        package let quantity: Double?
        package let from: CivilDate
        /// The first day on which it no longer holds.
        package let until: CivilDate
    }

    /// Where a party works.
    package struct Place: Sendable {
        package let id: String
        package let name: LocalText
        package let holder: String
        package let use: String
        package let region: String
        package let latitude: Double
        package let longitude: Double
        package let area: Double?
        /// By kind; `*` is altogether.
        package let capacity: [(kind: String, amount: Double)]
        package let from: CivilDate
    }

    /// A product under its GTIN.
    package struct Product: Sendable {
        package let id: String
        package let name: LocalText
        package let profile: String
        package let holder: String
        package let from: CivilDate
    }
}

extension RegistryEntry {
    /// One JSON object.
    package var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            switch self {
            case .subject(let subject):
                writer.member("kind", "subject")
                writer.member("id", subject.id)
                Self.write(subject.name, to: &writer)
                writer.key("types")
                writer.array { writer in for type in subject.types { writer.string(type) } }
                writer.member("region", subject.region)
                writer.member("filing", "filed")
                writer.member("from", HainanClock.text(subject.from))
            case .licence(let licence):
                writer.member("kind", "licence")
                writer.member("type", licence.type)
                writer.member("number", licence.number)
                writer.member("holder", licence.holder)
                writer.member("issuer", licence.issuer)
                writer.member("source", "declared")
                Self.write("quantity", licence.quantity, to: &writer)
                writer.member("from", HainanClock.text(licence.from))
                writer.member("until", HainanClock.text(licence.until))
            case .place(let place):
                writer.member("kind", "place")
                writer.member("id", place.id)
                Self.write(place.name, to: &writer)
                writer.member("holder", place.holder)
                writer.member("use", place.use)
                writer.member("region", place.region)
                writer.key("latitude")
                writer.number("\(place.latitude)")
                writer.key("longitude")
                writer.number("\(place.longitude)")
                Self.write("area", place.area, to: &writer)
                if !place.capacity.isEmpty {
                    writer.key("capacity")
                    writer.object { writer in
                        for (kind, amount) in place.capacity { Self.write(kind, amount, to: &writer) }
                    }
                }
                writer.member("from", HainanClock.text(place.from))
            case .product(let product):
                writer.member("kind", "product")
                writer.member("id", product.id)
                Self.write(product.name, to: &writer)
                writer.member("profile", product.profile)
                writer.member("holder", product.holder)
                writer.member("from", HainanClock.text(product.from))
            }
        }
        return writer.text
    }

    private static func write(_ name: LocalText, to writer: inout JSONWriter) {
        writer.key("name")
        writer.object {
            $0.member("zh", name.zh)
            $0.member("en", name.en)
        }
    }

    private static func write(_ key: String, _ number: Double?, to writer: inout JSONWriter) {
        guard let number else { return }
        writer.key(key)
        writer.number(Plain.text(number))
    }
}

extension Truth {
    /// One JSON object.
    package var json: String {
        var writer = JSONWriter()
        writer.object {
            $0.member("scenario", scenario)
            $0.member("fault", fault)
            $0.member("kind", kind)
            $0.member("alarm", alarm)
            $0.member("event", eventID)
            $0.member("licence", licence)
            $0.member("stage", stage)
            $0.member("step", step)
            $0.member("time", time.map(HainanClock.text))
        }
        return writer.text
    }
}
