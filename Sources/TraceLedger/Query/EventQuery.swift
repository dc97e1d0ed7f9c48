// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// A query for events (EPCIS 2.0 §8.2.7.1, SimpleEventQuery): what they must fulfil, in which order, how many.
package struct EventQuery: Sendable {
    /// All must hold.
    let conditions: [QueryCondition]
    let order: QueryOrder
    /// Only the first so many are the answer.
    let eventCountLimit: Int?
    /// More than this is an error.
    let maxEventCount: Int?
    /// The same for the same parameters in the same order; ties a page token to its query.
    let fingerprint: UInt64

    /// Reads parameters.
    ///
    /// - Parameters:
    ///   - fixed: parameters that the resource itself sets; they hold beside those of the same name.
    ///   - namespaces: what the prefixes in names of extension fields stand for.
    ///   - limits: how many values are taken.
    /// - Throws: ``QueryError`` `parameter`, naming the first parameter that is unknown or has a wrong value.
    package init(
        _ arguments: [QueryArgument],
        fixed: [QueryArgument] = [],
        namespaces: [String: String] = [:],
        limits: QueryLimits = QueryLimits()
    ) throws(QueryError) {
        var parser = QueryParser(namespaces: namespaces)
        var names: Set<String> = []
        var values = 0
        for argument in fixed { try parser.read(argument) }
        for argument in arguments {
            guard names.insert(argument.name).inserted else {
                throw .parameter(argument.name, "a parameter stands once, with its values joined by |")
            }
            values += argument.values.count
            guard values <= limits.values else {
                throw QueryError(
                    .tooComplex,
                    parameter: argument.name,
                    "a query has \(limits.values) values at most"
                )
            }
            try parser.read(argument)
        }
        self = try parser.finished(fingerprint: Self.fingerprint(of: fixed + arguments))
    }

    /// Reads the body of a query; prefixes are also taken from its `@context`.
    ///
    /// - Throws: ``QueryError`` `parameter`.
    package init(
        _ query: JSONValue,
        namespaces: [String: String] = [:],
        limits: QueryLimits = QueryLimits()
    ) throws(QueryError) {
        var namespaces = namespaces
        if let context = query["@context"] { Self.read(context, into: &namespaces) }
        try self.init(try QueryArgument.list(of: query), namespaces: namespaces, limits: limits)
    }

    init(
        conditions: [QueryCondition],
        order: QueryOrder,
        eventCountLimit: Int?,
        maxEventCount: Int?,
        fingerprint: UInt64
    ) {
        self.conditions = conditions
        self.order = order
        self.eventCountLimit = eventCountLimit
        self.maxEventCount = maxEventCount
        self.fingerprint = fingerprint
    }

    private static func read(_ context: JSONValue, into namespaces: inout [String: String]) {
        for element in context.elements { read(element, into: &namespaces) }
        for (key, value) in context.members {
            if let prefix = key.string, let namespace = value.string { namespaces[prefix] = namespace }
        }
    }

    private static func fingerprint(of arguments: [QueryArgument]) -> UInt64 {
        var text: [UInt8] = []
        for argument in arguments {
            text += argument.name.utf8
            for value in argument.values {
                text.append(0)
                text += value.utf8
            }
            text.append(1)
        }
        return text.withUnsafeBufferPointer { StableHash.of($0) }
    }
}

/// The order of an answer.
struct QueryOrder: Sendable, Equatable {
    var key: Key = .eventTime
    var isDescending = true

    enum Key: Sendable, Equatable {
        case eventTime
        case recordTime
        /// An extension field at the top level of events; events without it come last.
        case field(FieldName)
    }
}
