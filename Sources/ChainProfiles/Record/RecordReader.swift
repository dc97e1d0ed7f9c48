// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents
import TraceText

/// Makes the EPCIS event of a flat record.
package struct RecordReader {
    let book: ProfileBook
    let stage: Stage
    /// Milliseconds since 1970; a record cannot be of a later time than a few minutes after.
    let now: Int64
    var faults: [RecordFault] = []
    var left: [String: FieldValue]

    private init(_ fields: [String: FieldValue], _ stage: Stage, _ book: ProfileBook, now: Int64) {
        self.book = book
        self.stage = stage
        self.now = now
        left = fields
    }

    /// The event of a record of a stage.
    ///
    /// The version of the profile that held at the record's time decides.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Throws: ``InvalidRecord`` with every fault.
    package static func event(
        _ fields: [String: FieldValue],
        profile: String,
        stage: String,
        book: ProfileBook,
        now: Int64
    ) throws(InvalidRecord) -> Event {
        let time = fields["time"].flatMap(Self.time)
        guard let found = book.stage("\(profile)/\(stage)", at: time?.milliseconds ?? now) else {
            throw InvalidRecord(faults: [RecordFault("stage", .unknownStage, value: "\(profile)/\(stage)")])
        }
        var reader = RecordReader(fields, found, book, now: now)
        let event = reader.read()
        guard reader.faults.isEmpty, let event else { throw InvalidRecord(faults: reader.faults) }
        return event
    }

    private mutating func read() -> Event? {
        let time = time()
        var event = Event(
            type: stage.event.type,
            eventTime: time ?? Timestamp(milliseconds: now),
            timeZoneOffset: "+08:00"
        )
        event.action = stage.event.action
        event.bizStep = stage.event.step
        event.disposition = stage.event.disposition
        event.extensions.append(field(ChainTerms.stage, .string(stage.reference)))
        if let subject = code("subject", isRequired: true) {
            event.extensions.append(field(ChainTerms.subject, .string(subject)))
        }
        if let person = text("operator", limit: 100) {
            event.extensions.append(field(ChainTerms.operator, .string(person)))
        }
        if let place = code("place", isRequired: true) {
            event.readPoint = Location(id: place, extensions: [])
            if !["shipping", "departing"].contains(stage.event.step) {
                event.bizLocation = Location(id: place, extensions: [])
            }
        }
        if let from = code("from", isRequired: stage.from?.isRequired ?? false) {
            event.sources = [PartyOrPlace(type: "possessing_party", id: from)]
        }
        if let to = code("to", isRequired: stage.to?.isRequired ?? false) {
            event.destinations = [PartyOrPlace(type: "possessing_party", id: to)]
        }
        readGoods(into: &event)
        completeTransformation(&event)
        readDocuments(into: &event)
        for element in stage.elements {
            if let value = value(of: element) { event.extensions.append(field(element.id, value)) }
        }
        if let sensors = left.removeValue(forKey: "sensors") { event.sensorElements = readings(sensors) }
        for (name, value) in left.sorted(by: { $0.key < $1.key }) {
            let names = book.fields(of: stage).map(\.id)
            faults.append(.unknown(name, value: value.plain, among: names))
        }
        return event
    }

    func field(_ local: String, _ value: ExtensionValue) -> ExtensionField {
        ExtensionField(name: ChainTerms.name(local), value: value)
    }

    // MARK: Common fields

    private mutating func time() -> Timestamp? {
        guard let value = left.removeValue(forKey: "time") else {
            faults.append(RecordFault("time", .required, expected: "2026-03-01T08:30:00+08:00"))
            return nil
        }
        guard let time = Self.time(value) else {
            faults.append(
                RecordFault("time", .wrongType, value: value.plain, expected: "2026-03-01T08:30:00+08:00")
            )
            return nil
        }
        if time.milliseconds > now + 300_000 {
            faults.append(RecordFault("time", .future, value: value.plain))
        }
        return time
    }

    /// A time with its offset, or in Hainan's time without.
    static func time(_ value: FieldValue) -> Timestamp? {
        guard case .text(let text) = value else { return nil }
        if let time = Timestamp(text) { return time }
        var local = text.trimmed
        if let space = local.firstIndex(of: " ") { local.replaceSubrange(space...space, with: "T") }
        if !local.contains("T") { local += "T00:00" }
        if local.split(separator: ":").count == 2 { local += ":00" }
        return Timestamp(local + "+08:00")
    }

    private mutating func code(_ name: String, isRequired: Bool) -> String? {
        guard let value = left.removeValue(forKey: name) else {
            if isRequired { faults.append(RecordFault(name, .required)) }
            return nil
        }
        return code(value.plain, field: name)
    }

    mutating func code(_ text: String, field: String) -> String? {
        do throws(CodeError) {
            return try CodeReader.read(text).canonical
        } catch {
            faults.append(RecordFault(field, .wrongCode, value: text, expected: error.reason))
            return nil
        }
    }

    private mutating func text(_ name: String, limit: Int) -> String? {
        guard let value = left.removeValue(forKey: name) else { return nil }
        let text = value.plain.trimmed
        if text.count > limit {
            faults.append(RecordFault(name, .tooLong, value: "\(text.count)", expected: "≤ \(limit)"))
        }
        return text.isEmpty ? nil : text
    }

    // MARK: Goods

    private mutating func readGoods(into event: inout Event) {
        for role in GoodsRole.allCases {
            guard let rule = stage.goods[role] else { continue }
            guard let value = left.removeValue(forKey: role.rawValue) else {
                if rule.isRequired { faults.append(RecordFault(role.rawValue, .required)) }
                continue
            }
            let goods = value.items.compactMap { self.goods($0, role, rule) }
            let single = goods.filter { $0.quantity == nil }.map(\.epcClass)
            let lots = goods.filter { $0.quantity != nil }
            switch role {
            case .container:
                event.parentID = single.first ?? lots.first?.epcClass
            case .units where stage.event.type == .aggregation || stage.event.type == .association:
                event.childEPCs = single
                event.childQuantities = lots
            case .units:
                event.epcs = single
                event.quantities = lots
            case .inputs:
                event.inputEPCs = single
                event.inputQuantities = lots
            case .outputs:
                event.outputEPCs = single
                event.outputQuantities = lots
            }
        }
    }

    /// A code with or without amount: `CODE`, `CODE 12.5`, `CODE 12.5 KGM`, or an object with code, quantity and
    /// measure.
    private mutating func goods(_ value: FieldValue, _ role: GoodsRole, _ rule: GoodsRule) -> QuantityElement?
    {
        var (code, amount, measure): (String, String?, String?)
        switch value {
        case .object(let members):
            (code, amount, measure) = (
                members["code"]?.plain ?? "", members["quantity"]?.plain, members["measure"]?.plain
            )
            let known = ["code", "quantity", "measure"]
            for (name, value) in members.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
                let names = known.map { "\(role.rawValue).\($0)" }
                faults.append(.unknown("\(role.rawValue).\(name)", value: value.plain, among: names))
            }
        default:
            let words = value.plain.split(separator: " ").map(String.init)
            (code, amount, measure) = (
                words.first ?? "", words.count > 1 ? words[1] : nil, words.count > 2 ? words[2] : nil
            )
        }
        guard let canonical = self.code(code, field: role.rawValue) else { return nil }
        guard let amount else {
            if rule.level == .lot {
                faults.append(
                    RecordFault(role.rawValue, .noQuantity, value: code, expected: rule.measure ?? "H87")
                )
            }
            return QuantityElement(epcClass: canonical)
        }
        if let measure, let right = rule.measure, !agrees(measure, right) {
            faults.append(RecordFault(role.rawValue, .wrongMeasure, value: measure, expected: right))
        }
        guard let number = Self.number(amount), number.value > 0 else {
            faults.append(RecordFault(role.rawValue, .wrongType, value: amount, expected: "> 0"))
            return nil
        }
        let uom = rule.measure ?? measure
        // EPCIS leaves the unit out where pieces are counted.
        return QuantityElement(epcClass: canonical, quantity: number, uom: uom == "H87" ? nil : uom)
    }

    /// A measure by its code or its symbol.
    func agrees(_ written: String, _ right: String) -> Bool {
        written == right || book.reference.measures.contains { $0.code == right && $0.symbol == written }
    }

    /// A JSON number, also with thousands separators.
    static func number(_ text: String) -> DecimalNumber? {
        let plain = text.filter { $0 != "," && $0 != "，" }.trimmed
        guard let document = try? JSONDocument(parsing: plain), let literal = document.root.numberLiteral
        else {
            return nil
        }
        return DecimalNumber(literal: literal)
    }

    // MARK: Documents

    private mutating func readDocuments(into event: inout Event) {
        var list: [ExtensionValue] = []
        for rule in stage.documents {
            var members: [String: FieldValue] = [:]
            switch left.removeValue(forKey: rule.type) {
            case .object(let given)?: members = given
            case let value?: members["number"] = value
            case nil: break
            }
            for part in Self.documentParts {
                if let value = left.removeValue(forKey: "\(rule.type).\(part)") { members[part] = value }
            }
            guard let number = members["number"]?.plain.trimmed, !number.isEmpty else { continue }
            guard number.count <= 64, !number.contains(where: \.isWhitespace) else {
                faults.append(RecordFault(rule.type, .wrongType, value: number))
                continue
            }
            let document = document(rule.type, number, members)
            list.append(.object(document))
            let sources = StageRecord.DocumentUse.list(.object(document)).first?.sources ?? []
            for number in [number] + sources.map(\.number) {
                event.bizTransactions.append(
                    BizTransaction(
                        type: ChainTerms.documentType + rule.type,
                        id: ChainTerms.document(rule.type, number)
                    )
                )
            }
        }
        if !list.isEmpty { event.extensions.append(field(ChainTerms.documents, .array(list))) }
    }

    package static let documentParts = ["number", "issuer", "issued", "valid-until", "quantity", "sources"]

    private mutating func document(_ type: String, _ number: String, _ members: [String: FieldValue])
        -> [ExtensionField]
    {
        var fields = [field("type", .string(type)), field("number", .string(number))]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) where name != "number" {
            let place = "\(type).\(name)"
            switch name {
            case "issuer":
                fields.append(field(name, .string(value.plain.trimmed)))
            case "issued", "valid-until":
                guard let date = Self.day(value) else {
                    faults.append(RecordFault(place, .wrongType, value: value.plain, expected: "2026-03-01"))
                    continue
                }
                fields.append(field(name, .string(date)))
            case "quantity":
                guard let quantity = Self.number(value.plain) else {
                    faults.append(RecordFault(place, .wrongType, value: value.plain))
                    continue
                }
                fields.append(field(name, .number(quantity)))
            case "sources":
                let sources = value.items.compactMap { source($0, at: place) }
                fields.append(field(name, .array(sources.map(ExtensionValue.object))))
            default:
                faults.append(
                    .unknown(place, value: value.plain, among: Self.documentParts.map { "\(type).\($0)" })
                )
            }
        }
        return fields
    }

    /// A certificate from which the document was made: `NUMBER`, `NUMBER QUANTITY`, or an object with both.
    private mutating func source(_ value: FieldValue, at place: String) -> [ExtensionField]? {
        var words = value.plain.split(separator: " ").map(String.init)
        if case .object(let members) = value {
            words = [members["number"], members["quantity"]].compactMap { $0?.plain }
        }
        guard let number = words.first, words.count <= 2, number.count <= 64 else {
            faults.append(RecordFault(place, .wrongType, value: value.plain, expected: "A0001 120"))
            return nil
        }
        guard words.count == 2 else { return [field("number", .string(number))] }
        guard let quantity = Self.number(words[1]), quantity.value >= 0 else {
            faults.append(RecordFault(place, .wrongType, value: words[1], expected: "≥ 0"))
            return nil
        }
        return [field("number", .string(number)), field("quantity", .number(quantity))]
    }

    /// A day, also where a table gives it with a time of 0 o'clock.
    static func day(_ value: FieldValue) -> String? {
        let text = String(value.plain.trimmed.prefix(10)).split(separator: "/").joined(separator: "-")
        return HainanCalendar.date(text).map(HainanCalendar.text)
    }
}
