// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

extension QueryEvaluator {
    static func time(_ field: QueryCondition.TimeField, of event: Event) -> Timestamp? {
        switch field {
        case .event: event.eventTime
        case .record: event.recordTime
        case .errorDeclaration: event.errorDeclaration?.declarationTime
        }
    }

    static func location(_ place: QueryCondition.Place, of event: Event) -> Location? {
        switch place {
        case .readPoint: event.readPoint
        case .bizLocation: event.bizLocation
        }
    }

    static func quantities(of event: Event) -> [QuantityElement] {
        event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities
    }

    static func units(of event: Event, in roles: LinkRole, match patterns: [CodePattern]) -> Bool {
        func match(_ role: LinkRole, _ ids: @autoclosure () -> [String]) -> Bool {
            roles.contains(role)
                && ids().contains { id in
                    let canonical = CanonicalCode.canonical(id)
                    return patterns.contains { $0.matches(canonical: canonical) }
                }
        }
        return match(.epc, event.epcs) || match(.childEPC, event.childEPCs)
            || match(.parent, event.parentID.map { [$0] } ?? [])
            || match(.inputEPC, event.inputEPCs) || match(.outputEPC, event.outputEPCs)
            || match(.quantity, event.quantities.map(\.epcClass))
            || match(.childQuantity, event.childQuantities.map(\.epcClass))
            || match(.inputQuantity, event.inputQuantities.map(\.epcClass))
            || match(.outputQuantity, event.outputQuantities.map(\.epcClass))
    }

    static func references(
        _ list: QueryCondition.Reference,
        of event: Event,
        _ type: String,
        _ ids: Set<String>
    ) -> Bool {
        let references: [(type: String?, id: String)] =
            switch list {
            case .bizTransaction: event.bizTransactions.map { ($0.type, $0.id) }
            case .source: event.sources.map { ($0.type, $0.id) }
            case .destination: event.destinations.map { ($0.type, $0.id) }
            }
        return references.contains { $0.type == type && ids.contains(CanonicalCode.canonical($0.id)) }
    }

    static func holds(
        _ comparison: Comparison,
        _ values: [Double],
        _ unit: String?,
        of element: QuantityElement
    ) -> Bool {
        guard let amount = element.quantity?.value else { return false }
        return holds(comparison, values, unit, of: amount, in: element.uom, isDifference: false)
    }

    /// Compares an amount with values in the unit asked for; without one, the bare numbers.
    static func holds(
        _ comparison: Comparison,
        _ values: [Double],
        _ unit: String?,
        of amount: Double,
        in own: String?,
        isDifference: Bool
    ) -> Bool {
        guard let unit, unit != own else { return values.contains { comparison.holds(amount, $0) } }
        guard let own,
            let converted = UnitOfMeasure.convert(amount, from: own, to: unit, isDifference: isDifference)
        else { return false }
        return values.contains { comparison.holds(converted: converted, $0) }
    }
}

extension SensorElement {
    /// Whether the metadata or one of the reports fulfils a condition on sensors.
    func fulfils(_ condition: QueryCondition) -> Bool {
        ([metadata].compactMap(\.self) + reports).contains { $0.fulfils(condition) }
    }
}

extension SensorValues {
    fileprivate func fulfils(_ condition: QueryCondition) -> Bool {
        switch condition {
        case .sensorText(let field, let texts):
            self[field]?.text.map { texts.contains(Self.stored($0, field)) } ?? false
        case .sensorFlag(let flag): self[.booleanValue] == .boolean(flag)
        case .sensorTime(let field, let comparison, let time):
            self[field]?.text.flatMap { Timestamp($0) }.map { comparison.holds($0, time) } ?? false
        case .sensorNumber(let field, let comparison, let values, let unit):
            self[field]?.number.map {
                QueryEvaluator.holds(
                    comparison,
                    values,
                    unit,
                    of: $0.value,
                    in: self[.uom]?.text,
                    isDifference: field == .sDev
                )
            } ?? false
        default: false
        }
    }

    /// A value as conditions hold it.
    private static func stored(_ text: String, _ field: SensorField) -> String {
        switch field {
        case .type: CBV.measurementType.bareWord(text)
        case .hexBinaryValue: text.uppercased()
        case .stringValue: text
        default: CanonicalCode.canonical(text)
        }
    }
}
