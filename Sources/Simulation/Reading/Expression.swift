// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A formula of drawn numbers.
indirect enum Expression: Sendable {
    case number(Double)
    case name(String)
    case negative(Expression)
    case binary(Character, Expression, Expression)
    case call(String, [Expression])
    /// What is left of supplied goods, or how many there are.
    case goods(String, String)

    /// The names that it uses.
    var names: Set<String> {
        switch self {
        case .number, .goods: []
        case .name(let name): [name]
        case .negative(let inner): inner.names
        case .binary(_, let left, let right): left.names.union(right.names)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.names) }
        }
    }

    /// The goods that it asks for.
    var goodsNames: Set<String> {
        switch self {
        case .number, .name: []
        case .goods(_, let name): [name]
        case .negative(let inner): inner.goodsNames
        case .binary(_, let left, let right): left.goodsNames.union(right.goodsNames)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.goodsNames) }
        }
    }

    /// - Parameter value: of a name; of goods by function and name.
    func value(_ value: (String) -> Double, goods: (String, String) -> Double) -> Double {
        switch self {
        case .number(let number): number
        case .name(let name): value(name)
        case .negative(let inner): -inner.value(value, goods: goods)
        case .goods(let function, let name): goods(function, name)
        case .binary(let sign, let left, let right):
            Self.apply(sign, left.value(value, goods: goods), right.value(value, goods: goods))
        case .call(let function, let arguments):
            Self.call(function, arguments.map { $0.value(value, goods: goods) })
        }
    }

    private static func apply(_ sign: Character, _ left: Double, _ right: Double) -> Double {
        switch sign {
        case "+": left + right
        case "-": left - right
        case "*": left * right
        default: left / right
        }
    }

    private static func call(_ function: String, _ values: [Double]) -> Double {
        switch function {
        case "int": (values.first ?? .nan).rounded(.towardZero)
        case "round": (values.first ?? .nan).rounded()
        case "min": values.min() ?? .nan
        default: values.max() ?? .nan
        }
    }

    static let functions: Set<String> = ["int", "round", "min", "max"]
    static let goodsFunctions: Set<String> = ["count", "left"]

    /// Reads a formula; nil where it is none.
    init?(_ text: some StringProtocol) {
        var parser = ExpressionParser(text: Array(String(text)))
        guard let sum = parser.sum(), parser.isAtEnd else { return nil }
        self = sum
    }
}

/// Reads formulas by recursive descent.
private struct ExpressionParser {
    let text: [Character]
    var position = 0

    init(text: [Character]) { self.text = text }

    var isAtEnd: Bool { text[position...].allSatisfy(\.isWhitespace) }

    private mutating func skipSpace() {
        while position < text.count, text[position].isWhitespace { position += 1 }
    }

    private mutating func take(_ signs: Set<Character>) -> Character? {
        skipSpace()
        guard position < text.count, signs.contains(text[position]) else { return nil }
        position += 1
        return text[position - 1]
    }

    mutating func sum() -> Expression? {
        guard var left = product() else { return nil }
        while let sign = take(["+", "-"]) {
            guard let right = product() else { return nil }
            left = .binary(sign, left, right)
        }
        return left
    }

    private mutating func product() -> Expression? {
        guard var left = factor() else { return nil }
        while let sign = take(["*", "/"]) {
            guard let right = factor() else { return nil }
            left = .binary(sign, left, right)
        }
        return left
    }

    private mutating func factor() -> Expression? {
        if take(["-"]) != nil { return factor().map { .negative($0) } }
        if take(["("]) != nil {
            guard let inner = sum(), take([")"]) != nil else { return nil }
            return inner
        }
        skipSpace()
        guard position < text.count else { return nil }
        if text[position].isNumber { return number() }
        guard text[position].isLetter else { return nil }
        let name = word()
        guard take(["("]) != nil else { return .name(name) }
        if Expression.goodsFunctions.contains(name) {
            skipSpace()
            let goods = word()
            return take([")"]) == nil || goods.isEmpty ? nil : .goods(name, goods)
        }
        guard Expression.functions.contains(name), let arguments = arguments() else { return nil }
        return .call(name, arguments)
    }

    private mutating func arguments() -> [Expression]? {
        var arguments: [Expression] = []
        repeat {
            guard let argument = sum() else { return nil }
            arguments.append(argument)
        } while take([","]) != nil
        return take([")"]) == nil ? nil : arguments
    }

    private mutating func number() -> Expression? {
        let start = position
        while position < text.count, text[position].isNumber || text[position] == "." { position += 1 }
        return Double(String(text[start..<position])).map { .number($0) }
    }

    /// A name: letters, digits and, between letters, hyphens; a minus sign wants a space before or after it.
    private mutating func word() -> String {
        let start = position
        while position < text.count {
            let character = text[position]
            let isJoint =
                character == "-" && position + 1 < text.count && text[position + 1].isLetter
                && position > start
            guard character.isLetter || character.isNumber || character == "_" || isJoint else { break }
            position += 1
        }
        return String(text[start..<position])
    }
}
