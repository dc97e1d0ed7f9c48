// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

/// What parameters take as values; each of these names the parameter where it does not take what was given.
extension QueryParser {
    /// At least one, none empty.
    func texts(_ argument: QueryArgument) throws(QueryError) -> [String] {
        guard !argument.values.isEmpty, !argument.values.contains("") else {
            throw .parameter(argument.name, "needs a value; several are joined by |, none of them empty")
        }
        return argument.values
    }

    func single(_ argument: QueryArgument) throws(QueryError) -> String {
        let values = try texts(argument)
        guard values.count == 1 else {
            throw .parameter(argument.name, "takes one value, not \(values.count)")
        }
        return values[0]
    }

    func identifiers(_ argument: QueryArgument) throws(QueryError) -> Set<String> {
        Set(try texts(argument).map(CanonicalCode.canonical))
    }

    /// Vocabulary values in their stored form.
    func words(_ argument: QueryArgument, _ vocabulary: CBV) throws(QueryError) -> Set<String> {
        Set(try texts(argument).map(vocabulary.bareWord))
    }

    func word(_ argument: QueryArgument, _ allowed: [String]) throws(QueryError) -> String {
        let text = try single(argument)
        guard allowed.contains(text) else {
            throw .parameter(argument.name, "is one of \(allowed.joined(separator: ", ")), not “\(text)”")
        }
        return text
    }

    func actions(_ argument: QueryArgument) throws(QueryError) -> Set<Action> {
        var actions: Set<Action> = []
        for text in try texts(argument) {
            guard let action = Action(rawValue: text) else {
                throw .parameter(argument.name, "holds ADD, OBSERVE or DELETE, not “\(text)”")
            }
            actions.insert(action)
        }
        return actions
    }

    func time(_ argument: QueryArgument) throws(QueryError) -> Timestamp {
        let text = try single(argument)
        guard let time = Timestamp(text) else {
            throw .parameter(
                argument.name,
                "is a date and time with zone such as 2026-02-03T04:05:06+08:00 (+ written %2B in a URL), not “\(text)”"
            )
        }
        return time
    }

    /// One number, or for `EQ` several.
    func numbers(_ argument: QueryArgument, _ comparison: Comparison) throws(QueryError) -> [Double] {
        var numbers: [Double] = []
        for text in comparison == .equal ? try texts(argument) : [try single(argument)] {
            guard let number = Double(text), number.isFinite else {
                throw .parameter(argument.name, "is a decimal number, not “\(text)”")
            }
            numbers.append(number)
        }
        return numbers
    }

    func count(_ argument: QueryArgument) throws(QueryError) -> Int {
        let text = try single(argument)
        guard let count = Int(text), count > 0 else {
            throw .parameter(argument.name, "is a whole number greater than 0, not “\(text)”")
        }
        return count
    }

    /// The value of an `EXISTS_…` parameter: nothing, true and 1 ask, false does not (the files of GS1 differ).
    func isWanted(_ argument: QueryArgument) throws(QueryError) -> Bool {
        switch argument.values.first ?? "" {
        case "", "true", "1": return true
        case "false": return false
        case let text: throw .parameter(argument.name, "is true or false, not “\(text)”")
        }
    }
}
