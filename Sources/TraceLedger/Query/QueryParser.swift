// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

/// Reads the parameters of a query one after the other (EPCIS 2.0 §8.2.7.1.1).
struct QueryParser {
    let namespaces: [String: String]
    private var conditions: [QueryCondition] = []
    private var orderKey: QueryOrder.Key?
    private var isDescending = true
    private var eventCountLimit: Int?
    private var maxEventCount: Int?

    init(namespaces: [String: String]) {
        self.namespaces = namespaces
    }

    func finished(fingerprint: UInt64) throws(QueryError) -> EventQuery {
        if eventCountLimit != nil, maxEventCount != nil {
            throw .parameter("maxEventCount", "stands with eventCountLimit: only one of the two may be given")
        }
        if eventCountLimit != nil, orderKey == nil {
            throw .parameter("eventCountLimit", "needs orderBy, which says which events come first")
        }
        return EventQuery(
            conditions: conditions,
            order: QueryOrder(key: orderKey ?? .eventTime, isDescending: orderKey == nil || isDescending),
            eventCountLimit: eventCountLimit,
            maxEventCount: maxEventCount,
            fingerprint: fingerprint
        )
    }

    mutating func read(_ argument: QueryArgument) throws(QueryError) {
        switch argument.name {
        case "eventType": conditions.append(.type(Set(try texts(argument).map(EventType.init(name:)))))
        case "orderBy": orderKey = try order(argument)
        case "orderDirection": isDescending = try word(argument, ["DESC", "ASC"]) == "DESC"
        case "eventCountLimit": eventCountLimit = try count(argument)
        case "maxEventCount": maxEventCount = try count(argument)
        default:
            guard let condition = try condition(argument) else { return }
            conditions.append(condition)
        }
    }

    /// Nil for a parameter that filters nothing, as `EXISTS_…=false`.
    private func condition(_ argument: QueryArgument) throws(QueryError) -> QueryCondition? {
        let name = argument.name
        guard let mark = name.firstIndex(of: "_") else { throw Self.unknown(name) }
        let rest = name[name.index(after: mark)...]
        switch name[..<mark] {
        case "MATCH": return try match(rest, argument)
        case "WD":
            guard let place = Self.place(rest) else { throw Self.unknown(name) }
            return .within(place, try identifiers(argument))
        case "EXISTS": return try isWanted(argument) ? try existence(rest, name) : nil
        case "HASATTR": return try hasAttribute(rest, argument)
        case "EQATTR": return try attributeEquals(rest, argument)
        case "EQ" where rest.hasPrefix("ATTR_"): return try attributeEquals(rest.dropFirst(5), argument)
        case let mark:
            guard let comparison = Comparison(rawValue: String(mark)) else { throw Self.unknown(name) }
            return try comparison == .equal
                ? equality(rest, argument) : inequality(comparison, rest, argument)
        }
    }

    private func match(_ rest: Substring, _ argument: QueryArgument) throws(QueryError) -> QueryCondition {
        let roles: LinkRole
        switch rest {
        case "epc": roles = [.epc, .childEPC]
        case "parentID": roles = .parent
        case "inputEPC": roles = .inputEPC
        case "outputEPC": roles = .outputEPC
        case "anyEPC": roles = [.epc, .childEPC, .parent, .inputEPC, .outputEPC]
        case "epcClass": roles = [.quantity, .childQuantity]
        case "inputEPCClass": roles = .inputQuantity
        case "outputEPCClass": roles = .outputQuantity
        case "anyEPCClass": roles = [.quantity, .childQuantity, .inputQuantity, .outputQuantity]
        default: throw Self.unknown(argument.name)
        }
        var patterns: [CodePattern] = []
        for text in try texts(argument) {
            do throws(CodeError) {
                patterns.append(try CodePattern(text))
            } catch {
                throw .parameter(
                    argument.name,
                    "“\(text)” is no EPC, EPC pattern or GS1 Digital Link: \(error.reason)"
                )
            }
        }
        return .units(roles, patterns)
    }

    private func existence(_ rest: Substring, _ name: String) throws(QueryError) -> QueryCondition {
        switch rest {
        case "errorDeclaration": return .isErrorDeclaration
        case "sensorElementList": return .hasSensorElements
        default: return .field(try selector(rest, name), .exists)
        }
    }

    func selector(_ rest: Substring, _ name: String) throws(QueryError) -> FieldSelector {
        let selector = FieldSelector(rest, namespaces: namespaces)
        guard selector.name.isQualified else { throw Self.unknown(name) }
        return selector
    }

    private func order(_ argument: QueryArgument) throws(QueryError) -> QueryOrder.Key {
        switch try single(argument) {
        case "eventTime": return .eventTime
        case "recordTime": return .recordTime
        case let text:
            let name = FieldName(text, namespaces: namespaces)
            guard name.isQualified else {
                throw .parameter(
                    argument.name,
                    "is eventTime, recordTime or the name of an extension field, not “\(text)”"
                )
            }
            return .field(name)
        }
    }

    static func place(_ name: Substring) -> QueryCondition.Place? {
        switch name {
        case "readPoint": .readPoint
        case "bizLocation": .bizLocation
        default: nil
        }
    }

    static func unknown(_ name: String) -> QueryError {
        .parameter(name, "is no query parameter of EPCIS 2.0; extension fields are named prefix:field")
    }
}
