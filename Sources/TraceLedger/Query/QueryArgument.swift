// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// One parameter of a query as it was given: a name, and values as text.
package struct QueryArgument: Hashable, Sendable {
    package let name: String
    package let values: [String]

    package init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }

    /// A parameter of a URL, percent-decoded: values joined by `|`.
    package init(_ name: String, joined: String) {
        self.init(name, joined.split(separator: "|", omittingEmptySubsequences: false).map(String.init))
    }

    /// The parameters of a query body (EPCIS 2.0 REST, `query-schema.json`); `@context` is none.
    ///
    /// - Throws: ``QueryError`` for a value that is an object or a nested array.
    package static func list(of query: JSONValue) throws(QueryError) -> [QueryArgument] {
        guard query.kind == .object else {
            throw QueryError(.parameter, "a query is a JSON object of parameters")
        }
        var arguments: [QueryArgument] = []
        for (key, value) in query.members {
            guard let name = key.string, name != "@context" else { continue }
            arguments.append(QueryArgument(name, try values(of: value, name)))
        }
        return arguments
    }

    private static func values(of value: JSONValue, _ name: String) throws(QueryError) -> [String] {
        guard value.kind == .array else { return try scalar(value, name).map { [$0] } ?? [] }
        var values: [String] = []
        for element in value.elements {
            guard let text = try scalar(element, name) else {
                throw .parameter(name, "a list of values may not hold null")
            }
            values.append(text)
        }
        return values
    }

    private static func scalar(_ value: JSONValue, _ name: String) throws(QueryError) -> String? {
        switch value.kind {
        case .string: value.string
        case .number: value.numberLiteral
        case .boolean: value.boolean == true ? "true" : "false"
        case .null: nil
        case .array, .object:
            throw .parameter(name, "a value is a string, a number, true, false or null")
        }
    }
}
