// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents
package import TraceText

/// An example record of a stage, made from its profile alone: every field filled, every rule that can be judged
/// by the record alone kept.
package struct Example: Sendable {
    package let stage: Stage
    /// The fields in the order of forms and tables.
    package let fields: [(id: String, value: FieldValue)]
    private let book: ProfileBook
    private let time: Int64

    /// Makes the example of a stage of a version of a profile.
    package init(of stage: Stage, profile: Profile, book: ProfileBook) {
        let time = Self.time(of: profile, book)
        var maker = ExampleMaker(stage: stage, profile: profile, book: book, time: time)
        maker.fill()
        self.stage = stage
        self.book = book
        self.time = time
        let values = maker.fields
        fields = book.fields(of: stage).compactMap { field in values[field.id].map { (field.id, $0) } }
    }

    /// The EPCIS event that the record becomes.
    ///
    /// - Throws: ``InvalidRecord`` where no right example could be made.
    package func event() throws(InvalidRecord) -> Event {
        let parts = stage.reference.split(separator: "/").map(String.init)
        let values = Dictionary(fields.map { ($0.id, $0.value) }) { first, _ in first }
        return try RecordReader.event(values, profile: parts[0], stage: parts[1], book: book, now: time)
    }

    /// A document with that event alone.
    package func document() throws(InvalidRecord) -> [UInt8] {
        let created = Timestamp(milliseconds: time + 60_000)
        return EPCISJSON.write(EPCISDocument(creationDate: created, events: [try event()]))
    }

    /// The record as flat JSON.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for (id, value) in fields {
                writer.key(id)
                value.write(to: &writer)
            }
        }
    }

    static func json(_ value: FieldValue) -> String {
        var writer = JSONWriter()
        value.write(to: &writer)
        return writer.text
    }

    /// A morning on which the version of the profile holds: of 2026 where it can be.
    static func time(of profile: Profile, _ book: ProfileBook) -> Int64 {
        let usual = HainanCalendar.start(of: CivilDate(year: 2026, month: 3, day: 2))
        let next = book.versions[profile.id]?.first { $0.validFrom > profile.validFrom }
        let holds = profile.validFrom <= usual && (next.map { usual < $0.validFrom } ?? true)
        return (holds ? usual : profile.validFrom) + 8 * 3_600_000 + 30 * 60_000
    }
}

extension FieldValue {
    /// Writes it as JSON.
    package func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.string(text)
        case .number(let number): writer.number(number.literal)
        case .boolean(let boolean): writer.boolean(boolean)
        case .list(let items): writer.array { writer in for item in items { item.write(to: &writer) } }
        case .object(let members):
            writer.object { writer in
                for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                    writer.key(name)
                    value.write(to: &writer)
                }
            }
        }
    }
}

/// A registry that knows everybody and allows everything.
struct WillingParties: PartyBook {
    let kinds: [String]

    func types(of party: String, at time: Int64) -> [String]? { kinds }
    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool { true }
    func permit(_ type: String, number: String, at time: Int64) -> Permit? { nil }
    func region(of id: String, at time: Int64) -> String? { nil }
    func capacity(of place: String, kind: String?, at time: Int64) -> Double? { nil }
}
