// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import TraceText

/// The rows of the registry in one database transaction.
struct RegistryRows {
    let connection: any SQLConnection

    /// When the last entry was recorded, in microseconds since 1970; 0 where there is none.
    func position() throws -> Int64 {
        try connection.row("SELECT recorded_at FROM registry_position WHERE id = 1") { $0.integer(0) } ?? 0
    }

    /// Moves the position to a time, unless it is beyond; one writer waits for the other, so that no reader who has
    /// seen a position misses what is recorded before it.
    func advance(to time: Int64) throws -> Int64 {
        try connection.execute(
            """
            INSERT INTO registry_position(id, recorded_at) VALUES (1, $1)
            ON CONFLICT (id) DO UPDATE SET recorded_at = CASE
                WHEN registry_position.recorded_at < excluded.recorded_at THEN excluded.recorded_at
                ELSE registry_position.recorded_at END
            """,
            [.integer(time)]
        )
        return try position()
    }

    /// Everything that was recorded after a position, kind by kind in order of recording.
    func entries(after position: Int64) throws -> [(entry: RegistryEntry, recordedAt: Int64)] {
        let since: [SQLValue] = [.integer(position)]
        func rows(_ columns: String, _ table: String, _ content: (Row) -> RegistryEntry.Content) throws
            -> [(entry: RegistryEntry, recordedAt: Int64)]
        {
            try connection.rows(
                """
                SELECT valid_from, valid_until, recorded_at, \(columns) FROM registry_\(table)
                WHERE recorded_at > $1 ORDER BY recorded_at
                """,
                since
            ) { row in
                let entry = RegistryEntry(
                    content(Row(row: row)),
                    validFrom: row.integer(0),
                    validUntil: row.optionalInteger(1)
                )
                return (entry, row.integer(2))
            }
        }
        return try rows(Self.subject, "subject", \.subject) + rows(Self.licence, "licence", \.licence)
            + rows(Self.place, "place", \.place) + rows(Self.product, "product", \.product)
    }

    /// What is stated about the same thing from the same day on.
    func latest(like entry: RegistryEntry) throws -> RegistryEntry? {
        let (columns, table, condition, key): (String, String, String, [SQLValue]) =
            switch entry.content {
            case .licence(let licence):
                (
                    Self.licence, "licence", "number = $1 AND type = $2 AND valid_from = $3",
                    [.text(licence.number), .text(licence.type)]
                )
            case .subject: (Self.subject, "subject", "id = $1 AND valid_from = $2", [.text(entry.id)])
            case .place: (Self.place, "place", "id = $1 AND valid_from = $2", [.text(entry.id)])
            case .product: (Self.product, "product", "id = $1 AND valid_from = $2", [.text(entry.id)])
            }
        return try connection.row(
            """
            SELECT valid_from, valid_until, recorded_at, \(columns) FROM registry_\(table)
            WHERE \(condition) ORDER BY recorded_at DESC LIMIT 1
            """,
            key + [.integer(entry.validFrom)]
        ) { row in
            let content: RegistryEntry.Content =
                switch entry.content {
                case .subject: Row(row: row).subject
                case .licence: Row(row: row).licence
                case .place: Row(row: row).place
                case .product: Row(row: row).product
                }
            return RegistryEntry(
                content,
                validFrom: row.integer(0),
                validUntil: row.optionalInteger(1)
            )
        }
    }

    func add(_ entry: RegistryEntry, recordedAt: Int64) throws {
        let (columns, table, values): (String, String, [SQLValue]) =
            switch entry.content {
            case .subject(let subject):
                (
                    Self.subject, "subject",
                    [
                        .text(subject.id), .text(subject.name.zh), .text(subject.name.en),
                        .text(subject.types.joined(separator: " ")), .text(subject.region),
                        .text(subject.filing.rawValue),
                    ]
                )
            case .licence(let licence):
                (
                    Self.licence, "licence",
                    [
                        .text(licence.type), .text(licence.number), .text(licence.holder),
                        .text(licence.issuer),
                        .text(licence.source), .text(licence.quantity?.plainText),
                    ]
                )
            case .place(let place):
                (
                    Self.place, "place",
                    [
                        .text(place.id), .text(place.name.zh), .text(place.name.en), .text(place.holder),
                        .text(place.use), .text(place.region), .text(place.latitude?.plainText),
                        .text(place.longitude?.plainText), .text(place.area?.plainText),
                        .text(place.capacityText),
                    ]
                )
            case .product(let product):
                (
                    Self.product, "product",
                    [
                        .text(product.id), .text(product.name.zh), .text(product.name.en),
                        .text(product.profile), .text(product.holder),
                    ]
                )
            }
        let marks = (1...values.count + 3).map { "$\($0)" }.joined(separator: ", ")
        try connection.execute(
            """
            INSERT INTO registry_\(table)(valid_from, valid_until, recorded_at, \(columns)) VALUES (\(marks))
            """,
            [.integer(entry.validFrom), .integer(entry.validUntil), .integer(recordedAt)] + values
        )
    }

    private static let subject = "id, name_zh, name_en, types, region, filing"
    private static let licence = "type, number, holder, issuer, source, quantity"
    private static let place =
        "id, name_zh, name_en, holder, purpose, region, latitude, longitude, area, capacity"
    private static let product = "id, name_zh, name_en, profile, holder"

    /// The columns after validity and time of recording.
    private struct Row {
        let row: any SQLRow

        private var name: LocalName { LocalName(zh: row.text(4), en: row.text(5)) }

        var subject: RegistryEntry.Content {
            .subject(
                Subject(
                    id: row.text(3),
                    name: name,
                    types: row.text(6).split(separator: " ").map(String.init),
                    region: row.text(7),
                    filing: FilingState(rawValue: row.text(8)) ?? .draft
                )
            )
        }

        var licence: RegistryEntry.Content {
            .licence(
                Licence(
                    type: row.text(3),
                    number: row.text(4),
                    holder: row.text(5),
                    issuer: row.optionalText(6),
                    source: row.text(7),
                    quantity: row.optionalText(8).flatMap(Double.init)
                )
            )
        }

        var place: RegistryEntry.Content {
            .place(
                Place(
                    id: row.text(3),
                    name: name,
                    holder: row.optionalText(6),
                    use: row.optionalText(7),
                    region: row.text(8),
                    latitude: row.optionalText(9).flatMap(Double.init),
                    longitude: row.optionalText(10).flatMap(Double.init),
                    area: row.optionalText(11).flatMap(Double.init),
                    capacity: Self.capacity(row.text(12))
                )
            )
        }

        var product: RegistryEntry.Content {
            .product(
                Product(id: row.text(3), name: name, profile: row.text(6), holder: row.optionalText(7))
            )
        }

        private static func capacity(_ text: String) -> [String: Double] {
            var capacity: [String: Double] = [:]
            guard let document = try? JSONDocument(parsing: text) else { return capacity }
            for member in document.root.members {
                if let kind = member.key.string, let amount = member.value.numberLiteral.flatMap(Double.init)
                {
                    capacity[kind] = amount
                }
            }
            return capacity
        }
    }
}
