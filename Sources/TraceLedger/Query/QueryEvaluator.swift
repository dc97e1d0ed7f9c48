// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

/// Judges decoded events by the conditions of a query.
///
/// Confined to one read: what it looks up in master data is remembered for the next event.
final class QueryEvaluator {
    private let conditions: [QueryCondition]
    private let reader: LedgerReader
    private var attributes: [String: [VocabularyElement.Attribute]] = [:]

    /// - Parameter conditions: with every ``QueryCondition/within(_:_:)`` resolved.
    init(_ conditions: [QueryCondition], reader: LedgerReader) {
        self.conditions = conditions
        self.reader = reader
    }

    func accepts(_ stored: StoredEvent) throws -> Bool {
        try conditions.allSatisfy { try holds($0, of: stored) }
    }

    private func holds(_ condition: QueryCondition, of stored: StoredEvent) throws -> Bool {
        let event = stored.event
        switch condition {
        case .type(let types): return types.contains(event.type)
        case .time(let field, let comparison, let time):
            return Self.time(field, of: event).map { comparison.holds($0, time) } ?? false
        case .action(let actions): return event.action.map(actions.contains) ?? false
        case .bizStep(let steps): return event.bizStep.map(steps.contains) ?? false
        case .disposition(let dispositions): return event.disposition.map(dispositions.contains) ?? false
        case .persistentDisposition(let isSet, let words):
            let found = isSet ? event.persistentDisposition?.set : event.persistentDisposition?.unset
            return found?.contains(where: words.contains) ?? false
        case .place(let place, let ids), .within(let place, let ids):
            return Self.location(place, of: event).map { ids.contains(CanonicalCode.canonical($0.id)) }
                ?? false
        case .units(let roles, let patterns): return Self.units(of: event, in: roles, match: patterns)
        case .quantity(let comparison, let values, let unit):
            return Self.quantities(of: event).contains { Self.holds(comparison, values, unit, of: $0) }
        case .eventID(let ids): return ids.contains(stored.eventID)
        case .transformationID(let ids):
            return event.transformationID.map { ids.contains(CanonicalCode.canonical($0)) } ?? false
        case .isErrorDeclaration: return event.errorDeclaration != nil
        case .errorReason(let reasons): return event.errorDeclaration?.reason.map(reasons.contains) ?? false
        case .correctiveEventID(let ids):
            return event.errorDeclaration?.correctiveEventIDs.contains(where: ids.contains) ?? false
        case .reference(let list, let type, let ids): return Self.references(list, of: event, type, ids)
        case .hasSensorElements: return !event.sensorElements.isEmpty
        case .sensorText, .sensorFlag, .sensorTime, .sensorNumber:
            return event.sensorElements.contains { $0.fulfils(condition) }
        case .field(let selector, let test): return test.holds(selector.values(in: event))
        case .attribute(let field, let name, let test):
            return try field.values(in: event).contains {
                try self.attributes(of: $0, named: name, pass: test)
            }
        }
    }

    private func attributes(
        of id: String,
        named name: FieldName?,
        pass test: QueryCondition.AttributeTest
    ) throws -> Bool {
        let known: [VocabularyElement.Attribute]
        if let remembered = attributes[id] {
            known = remembered
        } else {
            known = try reader.masterData(id).flatMap(\.element.attributes)
            attributes[id] = known
        }
        return known.contains { attribute in
            guard attribute.value != .null else { return false }
            switch test {
            case .exists(let names): return names.contains { $0.matches(attribute: attribute.id) }
            case .equals(let literals):
                return name?.matches(attribute: attribute.id) ?? false
                    && attribute.value.scalars.contains { scalar in
                        literals.contains { $0.holds(.equal, of: scalar) }
                    }
            }
        }
    }
}
