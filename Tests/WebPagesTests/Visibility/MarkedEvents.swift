// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceText

/// Events of every stage of a book with a value of its own in every field, so that whatever is told can be found again.
struct MarkedEvents {
    private let book: ProfileBook
    private var count = 0

    static let place = "urn:qiongsu:place:"
    static let maker = FakeRegister.maker
    static let start: Int64 = 1_772_294_400_000

    init(_ book: ProfileBook) {
        self.book = book
    }

    /// One event of each stage, all of a profile about one unit and a lot of one product.
    mutating func everyStage() -> [Event] {
        book.current.enumerated().flatMap { number, profile in
            profile.stages.map { event(of: $0, unit: Self.unit(number), lot: Self.lot(number)) }
        }
    }

    static func gtin(_ number: Int) -> String {
        let body = "0690" + String(String(1_000_000_000 + number).dropFirst())
        let sum = zip(body.utf8, [3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]).reduce(0) {
            $0 + Int($1.0 - UInt8(ascii: "0")) * $1.1
        }
        return body + String((10 - sum % 10) % 10)
    }

    static func unit(_ number: Int) -> String { "https://id.gs1.org/01/\(gtin(number))/21/UNIT\(number)" }
    static func lot(_ number: Int) -> String { "https://id.gs1.org/01/\(gtin(number))/10/LOT\(number)" }

    /// - Parameter place: where it happens; nil: at a place of its own.
    mutating func event(
        of stage: Stage,
        unit: String,
        lot: String,
        subject: String = maker,
        place: String? = nil
    ) -> Event {
        count += 1
        let number = count
        func mark(_ what: String) -> String { "marked-\(what)-\(10_000 + number)" }
        let time = Timestamp(milliseconds: Self.start + Int64(number) * 3_600_000)
        var event = Event(type: stage.event.type, eventTime: time, timeZoneOffset: "+08:00")
        event.action = stage.event.action
        event.bizStep = stage.event.step
        event.disposition = stage.event.disposition
        let amount = QuantityElement(
            epcClass: lot,
            quantity: DecimalNumber(literal: "7\(30_000 + number).25"),
            uom: "KGM"
        )
        switch stage.event.type {
        case .aggregation, .association:
            event.parentID = "urn:qiongsu:place:BOX-\(number)"
            (event.childEPCs, event.childQuantities) = ([unit], [amount])
        case .transformation:
            (event.inputEPCs, event.inputQuantities) = ([unit], [amount])
            event.outputEPCs = [unit + "M\(number)"]
        default: (event.epcs, event.quantities) = ([unit], [amount])
        }
        let id = place ?? Self.place + "AT-\(10_000 + number)"
        (event.readPoint, event.bizLocation) = (Location(id: id), Location(id: id))
        event.sources = [PartyOrPlace(type: "possessing_party", id: "urn:example:party:" + mark("source"))]
        event.destinations = [PartyOrPlace(type: "owning_party", id: "urn:example:party:" + mark("buyer"))]
        event.bizTransactions = [BizTransaction(type: "po", id: "urn:example:order:" + mark("order"))]
        event.certificationInfo = ["https://example.com/" + mark("certification")]
        var report = SensorValues()
        report[.type] = .text("Temperature")
        report[.value] = .number(DecimalNumber(literal: "4.\(70_000 + number)"))
        report[.deviceID] = .text("urn:example:device:" + mark("sensor"))
        report[.uom] = .text("CEL")
        event.sensorElements = [SensorElement(metadata: nil, reports: [report])]
        if stage.event.type == .object || stage.event.type == .transformation, event.action != .observe,
            event.action != .delete
        {
            event.ilmd = [Self.foreign("recipe", mark("ilmd"))]
        }
        event.extensions = [
            Self.field(ChainTerms.stage, .string(stage.reference)),
            Self.field(ChainTerms.subject, .string(subject)),
            Self.field(ChainTerms.operator, .string(mark("operator"))),
            Self.field(ChainTerms.documents, .array(stage.documents.map { document($0.type, number) })),
            Self.foreign("note", mark("foreign")),
        ]
        event.extensions += stage.elements.map { Self.field($0.id, value(of: $0, number)) }
        return event
    }

    private func document(_ type: String, _ number: Int) -> ExtensionValue {
        .object([
            Self.field("type", .string(type)), Self.field("number", .string("NO-\(type)-\(10_000 + number)")),
            Self.field("issuer", .string("issued-by-\(type)-\(10_000 + number)")),
            Self.field("issued", .string("2026-03-01")),
            Self.field("quantity", .number(DecimalNumber(literal: "88\(10_000 + number)"))),
        ])
    }

    private func value(of element: Element, _ number: Int) -> ExtensionValue {
        let list = book.reference.lists.first { $0.id == element.list }?.values.first?.id ?? ""
        let mark = "\(element.visibility)-\(element.id)-\(10_000 + number)"
        switch element.type {
        case .text: return .string(String(mark.suffix(element.maximumLength ?? 500)))
        case .integer, .number:
            let least = max(element.minimum ?? 0, 0)
            let most = element.maximum ?? 1_000_000
            let own = Double(40_000 + number)
            return .number(DecimalNumber(literal: Plain.text(min(max(own, least), most).rounded(.down))))
        case .date: return .string("2026-03-01")
        case .time: return .string("2026-03-01T08:30:00+08:00")
        case .boolean: return .boolean(true)
        case .code: return .string(list)
        case .codes, .checklist: return .array([.string(list)])
        case .identifier: return .string("urn:example:id:" + mark)
        case .identifiers: return .array([.string("urn:example:id:" + mark)])
        }
    }

    static func field(_ local: String, _ value: ExtensionValue) -> ExtensionField {
        ExtensionField(name: ChainTerms.name(local), value: value)
    }

    static func foreign(_ local: String, _ text: String) -> ExtensionField {
        ExtensionField(
            name: ExtensionName(prefix: "ex", local: local, namespace: "https://example.com/terms/"),
            value: .string(text)
        )
    }
}
