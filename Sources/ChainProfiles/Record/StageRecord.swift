// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// What one event says in the words of its profile: the form in which rules see it.
///
/// A class, because histories hold and pass around very many of them.
package final class StageRecord: Sendable {
    package let stage: Stage
    /// The event's number in the ledger; ``unstored`` where it is not stored yet.
    package let number: Int64
    package let eventID: String
    /// Milliseconds since 1970.
    package let time: Int64
    package let subject: String?
    package let place: String?
    package let from: String?
    package let to: String?
    package let goods: [Goods]
    /// The container of an aggregation.
    package let container: String?
    /// One for each element of the stage.
    package let values: [ElementValue?]
    package let documents: [DocumentUse]
    /// What sensors measured, by time.
    package let readings: [Reading]

    /// - Parameter values: one for each element of the stage; nil: none has a value.
    package init(
        stage: Stage,
        number: Int64,
        eventID: String,
        time: Int64,
        subject: String? = nil,
        place: String? = nil,
        from: String? = nil,
        to: String? = nil,
        goods: [Goods] = [],
        values: [ElementValue?]? = nil,
        documents: [DocumentUse] = [],
        readings: [Reading] = []
    ) {
        self.stage = stage
        self.number = number
        self.eventID = eventID
        self.time = time
        self.subject = subject
        self.place = place
        self.from = from
        self.to = to
        self.goods = goods
        container = goods.first { $0.role == .container }?.code
        self.values = values ?? Array(repeating: nil, count: stage.elements.count)
        self.documents = documents
        self.readings = readings
    }

    /// The codes of the goods that the record is about: what goes in, is handled, or is contained.
    package var ownCodes: [String] {
        let own: GoodsRole = stage.event.type == .transformation ? .inputs : .units
        return goods.compactMap { $0.role == own ? $0.code : nil }
    }

    /// The number of a record that is not stored: at its instant it comes after all that are.
    package static let unstored = Int64.max

    /// The same record with another number, goods or readings.
    package func with(
        number: Int64? = nil,
        goods: [Goods]? = nil,
        readings: [Reading]? = nil
    ) -> StageRecord {
        StageRecord(
            stage: stage,
            number: number ?? self.number,
            eventID: eventID,
            time: time,
            subject: subject,
            place: place,
            from: from,
            to: to,
            goods: goods ?? self.goods,
            values: values,
            documents: documents,
            readings: readings ?? self.readings
        )
    }

    /// The same record made of other copies of its texts, for who keeps many records that say the same.
    package func copy(_ text: (String) -> String) -> StageRecord {
        StageRecord(
            stage: stage,
            number: number,
            eventID: eventID,
            time: time,
            subject: subject.map(text),
            place: place.map(text),
            from: from.map(text),
            to: to.map(text),
            goods: goods.map {
                Goods(code: text($0.code), role: $0.role, quantity: $0.quantity, measure: $0.measure)
            },
            values: values.map { $0?.copy(text) },
            documents: documents.map { $0.copy(text) },
            readings: readings
        )
    }

    /// Goods in one role.
    package struct Goods: Sendable, Hashable {
        /// Canonical.
        package let code: String
        /// Nil for single units, and where it is not known.
        package let quantity: Double?
        package let role: GoodsRole
        /// UN/CEFACT Recommendation 20; nil where units are counted.
        package let measure: String?

        package init(code: String, role: GoodsRole, quantity: Double?, measure: String?) {
            self.code = code
            self.role = role
            self.quantity = quantity
            self.measure = measure
        }
    }

    /// One reading, or the span of readings that a report sums up.
    package struct Reading: Sendable {
        /// What was measured, as `Temperature`.
        package let type: String
        /// UN/CEFACT Recommendation 20.
        package let measure: String?
        /// Milliseconds since 1970.
        package let time: Int64
        package let low: Double
        package let high: Double
    }

    /// A certificate or permit that the record uses or issues.
    package struct DocumentUse: Sendable, Hashable {
        package let type: String
        package let number: String
        /// Under which the ledger finds it.
        package let uri: String
        package var issuer: String?
        /// Days, as `2026-03-01`.
        package var issued: String?
        package var validUntil: String?
        /// How much the document covers, told by who issues or registers it.
        package var quantity: Double?
        package var measure: String?
        /// The certificates of the same kind that it was made from, by mixing or splitting, with how much of each.
        package var sources: [Source]

        package init(type: String, number: String) {
            self.type = type
            self.number = number
            uri = ChainTerms.document(type, number)
            sources = []
        }

        private init(_ document: Self, _ text: (String) -> String) {
            type = text(document.type)
            number = text(document.number)
            uri = text(document.uri)
            issuer = document.issuer.map(text)
            issued = document.issued
            validUntil = document.validUntil
            quantity = document.quantity
            measure = document.measure
            sources = document.sources.map {
                Source(number: text($0.number), uri: text($0.uri), quantity: $0.quantity)
            }
        }

        fileprivate func copy(_ text: (String) -> String) -> Self { Self(self, text) }

        /// A certificate from which another was made.
        package struct Source: Sendable, Hashable {
            package let number: String
            package let uri: String
            package let quantity: Double?
        }
    }

    /// The value of an element; nil where the stage has not the element or the record not the value.
    package func value(_ element: String) -> ElementValue? {
        stage.index(of: element).flatMap { values[$0] }
    }

    /// The total in a role or the number of an element, in the measure of the first amount.
    ///
    /// Units without quantity count one each. Nil where there is nothing to add, or amounts in several measures.
    package func amount(_ source: AmountSource) -> Double? {
        switch source {
        case .element(let id):
            return value(id)?.number
        case .goods(let role):
            var total = 0.0
            var measure: String??
            for item in goods where item.role == role {
                if let measure, measure != item.measure { return nil }
                measure = .some(item.measure)
                total += item.quantity ?? 1
            }
            return measure == nil ? nil : total
        }
    }

    /// The codes in a role or an element.
    package func codes(_ source: CodeSource) -> [String] {
        switch source {
        case .goods(let role): goods.filter { $0.role == role }.map(\.code)
        case .element(let id): value(id)?.texts ?? []
        }
    }

    /// Whether the record names an identifier in any of its fields.
    package func mentions(_ identifier: String) -> Bool {
        if subject == identifier || place == identifier || from == identifier || to == identifier {
            return true
        }
        if goods.contains(where: { $0.code == identifier }) { return true }
        if documents.contains(where: { $0.mentions(identifier) }) { return true }
        return values.contains { $0?.texts.contains(identifier) ?? false }
    }
}

extension StageRecord.DocumentUse {
    /// Whether it is the certificate with an identifier, or was made from it.
    func mentions(_ identifier: String) -> Bool {
        uri == identifier || sources.contains { $0.uri == identifier }
    }
}

/// The value of an element.
package enum ElementValue: Sendable, Hashable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    /// Milliseconds since 1970.
    case time(Int64)
    case texts([String])

    package var number: Double? { if case .number(let number) = self { number } else { nil } }

    /// How many different values a list has.
    package var count: Double? { if case .texts(let texts) = self { Double(Set(texts).count) } else { nil } }

    /// Milliseconds since 1970; of a day, its begin.
    package var moment: Int64? {
        switch self {
        case .time(let time): time
        case .text(let text): HainanCalendar.date(text).map(HainanCalendar.start)
        default: nil
        }
    }

    fileprivate func copy(_ text: (String) -> String) -> Self {
        switch self {
        case .text(let own): .text(text(own))
        case .texts(let own): .texts(own.map(text))
        default: self
        }
    }

    package var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .texts(let texts): texts
        case .boolean(let boolean): [boolean ? "true" : "false"]
        default: []
        }
    }
}
