// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

extension QueryParser {
    /// `EQ_…`.
    func equality(_ rest: Substring, _ argument: QueryArgument) throws(QueryError) -> QueryCondition {
        if let place = Self.place(rest) { return .place(place, try identifiers(argument)) }
        switch rest {
        case "action": return .action(try actions(argument))
        case "bizStep": return .bizStep(try words(argument, .bizStep))
        case "disposition": return .disposition(try words(argument, .disposition))
        case "persistentDisposition_set":
            return .persistentDisposition(isSet: true, try words(argument, .disposition))
        case "persistentDisposition_unset":
            return .persistentDisposition(isSet: false, try words(argument, .disposition))
        case "eventID": return .eventID(Set(try texts(argument)))
        case "transformationID": return .transformationID(try identifiers(argument))
        case "errorReason": return .errorReason(try words(argument, .errorReason))
        case "correctiveEventID": return .correctiveEventID(Set(try texts(argument)))
        case "type": return .sensorText(.type, try words(argument, .measurementType))
        case "booleanValue": return .sensorFlag(try word(argument, ["true", "false"]) == "true")
        case "stringValue": return .sensorText(.stringValue, Set(try texts(argument)))
        case "hexBinaryValue":
            return .sensorText(.hexBinaryValue, Set(try texts(argument).map { $0.uppercased() }))
        default: break
        }
        let textFields: [SensorField] = [
            .deviceID, .dataProcessingMethod, .microorganism, .chemicalSubstance, .bizRules, .uriValue,
        ]
        if let field = textFields.first(where: { $0.rawValue == rest }) {
            return .sensorText(field, Set(try texts(argument).map(CanonicalCode.canonical)))
        }
        if let reference = try reference(rest, argument) { return reference }
        if let number = try number(.equal, rest, argument) { return number }
        return try field(.equal, rest, argument)
    }

    /// `GT_…`, `GE_…`, `LT_…`, `LE_…`.
    func inequality(
        _ comparison: Comparison,
        _ rest: Substring,
        _ argument: QueryArgument
    ) throws(QueryError) -> QueryCondition {
        switch rest {
        case "eventTime": return .time(.event, comparison, try time(argument))
        case "recordTime": return .time(.record, comparison, try time(argument))
        case "errorDeclarationTime", "errorDeclaration_Time":
            return .time(.errorDeclaration, comparison, try time(argument))
        case "time": return .sensorTime(.time, comparison, try time(argument))
        case "startTime": return .sensorTime(.startTime, comparison, try time(argument))
        case "endTime": return .sensorTime(.endTime, comparison, try time(argument))
        default:
            if let number = try number(comparison, rest, argument) { return number }
            return try field(comparison, rest, argument)
        }
    }

    /// Quantities, percentile ranks and sensor values; nil for any other name.
    private func number(
        _ comparison: Comparison,
        _ rest: Substring,
        _ argument: QueryArgument
    ) throws(QueryError) -> QueryCondition? {
        if rest == "quantity" { return .quantity(comparison, try numbers(argument, comparison), unit: nil) }
        if rest == "percRank" {
            return .sensorNumber(.percRank, comparison, try numbers(argument, comparison), unit: nil)
        }
        guard !rest.contains(":"), let mark = rest.firstIndex(of: "_") else { return nil }
        let fields: [SensorField] = [.value, .minValue, .maxValue, .meanValue, .sDev, .percValue]
        let field = fields.first { $0.rawValue == rest[..<mark] }
        guard field != nil || rest[..<mark] == "quantity" else { return nil }
        let unit = String(rest[rest.index(after: mark)...])
        let isUnit =
            (2...4).contains(unit.utf8.count)
            && unit.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
        guard isUnit else {
            throw .parameter(
                argument.name,
                "ends in a UN/CEFACT Recommendation 20 code such as CEL, not “\(unit)”"
            )
        }
        let values = try numbers(argument, comparison)
        return field.map { .sensorNumber($0, comparison, values, unit: unit) }
            ?? .quantity(comparison, values, unit: unit)
    }

    private func reference(_ rest: Substring, _ argument: QueryArgument) throws(QueryError) -> QueryCondition?
    {
        let kinds: [(String, QueryCondition.Reference, CBV)] = [
            ("bizTransaction_", .bizTransaction, .bizTransactionType),
            ("source_", .source, .sourceDestinationType),
            ("destination_", .destination, .sourceDestinationType),
        ]
        for (mark, reference, vocabulary) in kinds where rest.hasPrefix(mark) {
            let type = vocabulary.bareWord(String(rest.dropFirst(mark.count)))
            guard !type.isEmpty else { throw Self.unknown(argument.name) }
            return .reference(reference, type: type, try identifiers(argument))
        }
        return nil
    }

    private func field(
        _ comparison: Comparison,
        _ rest: Substring,
        _ argument: QueryArgument
    ) throws(QueryError) -> QueryCondition {
        let selector = try selector(rest, argument.name)
        let values = comparison == .equal ? try texts(argument) : [try single(argument)]
        return .field(selector, .compares(comparison, values.map(QueryLiteral.init)))
    }

    /// `HASATTR_{field}`: the values are names of attributes.
    func hasAttribute(_ rest: Substring, _ argument: QueryArgument) throws(QueryError) -> QueryCondition {
        let field = try attributeField(rest, argument)
        let names = try texts(argument).map { FieldName($0, namespaces: namespaces) }
        return .attribute(field, name: nil, .exists(names))
    }

    /// `EQATTR_{field}_{attribute}`.
    func attributeEquals(_ rest: Substring, _ argument: QueryArgument) throws(QueryError) -> QueryCondition {
        let local = rest.firstIndex(of: ":").flatMap { colon in
            rest.prefix(while: { $0 != "_" }).contains(":") ? colon : nil
        }
        guard let mark = rest[(local ?? rest.startIndex)...].firstIndex(of: "_"), mark != rest.startIndex,
            rest.index(after: mark) < rest.endIndex
        else {
            throw .parameter(
                argument.name,
                "is built as EQATTR_field_attribute, such as EQATTR_bizLocation_urn:epcglobal:cbv:mda#city"
            )
        }
        let field = try attributeField(rest[..<mark], argument)
        let name = FieldName(String(rest[rest.index(after: mark)...]), namespaces: namespaces)
        return .attribute(field, name: name, .equals(try texts(argument).map(QueryLiteral.init)))
    }

    private func attributeField(_ name: Substring, _ argument: QueryArgument) throws(QueryError)
        -> AttributeField
    {
        if let standard = AttributeField.Standard(rawValue: String(name)) { return .standard(standard) }
        return .field(try selector(name, argument.name))
    }
}
