// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads values and formulas.
enum ValueReader {
    static func value(_ tree: Tree) -> ValuePlan? {
        switch tree.kind {
        case .list(let items): .list(items.compactMap(value))
        case .map: special(tree)
        case .scalar(let text, let isQuoted): scalar(text, isQuoted, tree)
        }
    }

    private static func scalar(_ text: String, _ isQuoted: Bool, _ tree: Tree) -> ValuePlan? {
        if text.first == "$", text.count > 1 { return .drawn(String(text.dropFirst())) }
        if text.first == "=" { return formula(tree).map { .formula($0) } }
        if isQuoted { return .text(text) }
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if isNumber(text) { return .number(text) }
        return .text(text)
    }

    /// As JSON writes it: no leading zero, no plus sign.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        guard let first = digits.first, first.isASCII, first.isNumber, Double(text) != nil else {
            return false
        }
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return false }
        return (first != "0" || digits.count == 1 || digits.dropFirst().first == ".") && digits.last != "."
    }

    private static func special(_ tree: Tree) -> ValuePlan? {
        guard case .map(let pairs) = tree.kind, pairs.count == 1, let (key, value) = pairs.first else {
            tree.fault(
                "a map with one key is expected here: day, time, pick, pattern, code, codes, party, place or join"
            )
            return nil
        }
        switch key {
        case "join": return .join(value.list.compactMap(Self.value))
        case "day": return value.integer.map { .day($0) }
        case "time":
            if value.plainText == "0" { return .time(0) }
            return ScenarioReader.wait(value).map { .time($0.seconds) }
        case "pick": return .pick(value.list.compactMap(Self.value))
        case "pattern": return value.text.map { .pattern($0) }
        case "code", "codes": return code(value, isOne: key == "code")
        case "party": return value.text.map { .party($0) }
        case "place": return value.text.map { .placeOf($0) }
        default:
            tree.fault("“\(key)” is not one of: day, time, pick, pattern, code, codes, party, place, join")
            return nil
        }
    }

    /// `GOODS`, `GOODS[3]`, `GOODS[=i]`, `GOODS[0..9]`.
    private static func code(_ tree: Tree, isOne: Bool) -> ValuePlan? {
        guard let text = tree.text else { return nil }
        guard let open = text.firstIndex(of: "["), text.last == "]" else {
            return isOne ? .code(text, nil) : .codes(text)
        }
        let name = String(text[..<open])
        let inner = String(text[text.index(after: open)...].dropLast())
        if let (low, high) = slice(inner) { return .slice(name, low, high) }
        guard let index = Expression(inner.first == "=" ? String(inner.dropFirst()) : inner) else {
            tree.fault("“\(text)” is not GOODS[INDEX]")
            return nil
        }
        return .code(name, index)
    }

    /// `0..9`, `=i*10..i*10+9`.
    static func slice(_ text: String) -> (Expression, Expression)? {
        let sides = text.components(parted: "..")
        guard sides.count == 2,
            let low = Expression(sides[0].first == "=" ? String(sides[0].dropFirst()) : sides[0]),
            let high = Expression(sides[1].first == "=" ? String(sides[1].dropFirst()) : sides[1])
        else { return nil }
        return (low, high)
    }

    /// `=head*2` or a plain number.
    static func formula(_ tree: Tree) -> Expression? {
        guard let text = tree.text else { return nil }
        if let formula = Expression(text.first == "=" ? String(text.dropFirst()) : text),
            text.first == "=" || Double(text) != nil
        {
            return formula
        }
        tree.fault("“\(text)” is not a number or a formula such as =head*2")
        return nil
    }
}

extension String {
    /// The parts between occurrences of a mark.
    func components(parted mark: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
