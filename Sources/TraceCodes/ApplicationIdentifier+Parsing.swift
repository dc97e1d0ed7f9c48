// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension ApplicationIdentifier {
    /// Reads one line of the table: the identifiers of a range have everything else in common.
    ///
    /// The generator checks every line against this grammar; a line that does not fit is our own fault.
    static func entries(line: Substring) -> [ApplicationIdentifier] {
        let halves = line.split(separator: "#", maxSplits: 1)
        var words = halves[0].split(separator: " ")
        let range = words.removeFirst().split(separator: "-")
        let flags = words.removeFirst()
        let attributes = words.filter { $0.contains("=") || $0 == "dlpkey" }
        let components = words.filter { !attributes.contains($0) }.map(Component.init(word:))
        let title = halves.count > 1 ? String(halves[1].drop { $0 == " " }) : ""
        return identifiers(range).map { digits in
            ApplicationIdentifier(
                digits: digits,
                title: title,
                components: components,
                isFixedLength: flags.contains("*"),
                isAttribute: flags.contains("?"),
                requirements: values("req", attributes).map { groups($0) },
                exclusions: values("ex", attributes).flatMap { $0.split(separator: ",").map(String.init) },
                qualifiers: attributes.contains("dlpkey")
                    ? [[]] : values("dlpkey", attributes).first.map { sequences($0) }
            )
        }
    }

    private static func identifiers(_ range: [Substring]) -> [String] {
        guard range.count == 2, let first = ASCII.number(range[0].utf8),
            let last = ASCII.number(range[1].utf8)
        else { return range.map(String.init) }
        return (first...last).map { number in
            let digits = String(number)
            return String(repeating: "0", count: range[0].utf8.count - digits.utf8.count) + digits
        }
    }

    private static func values(_ name: String, _ attributes: [Substring]) -> [Substring] {
        attributes.filter { $0.hasPrefix(name + "=") }.map { $0.dropFirst(name.count + 1) }
    }

    private static func groups(_ value: Substring) -> [[String]] {
        value.split(separator: ",").map { $0.split(separator: "+").map(String.init) }
    }

    private static func sequences(_ value: Substring) -> [[String]] {
        value.split(separator: "|").map { $0.split(separator: ",").map(String.init) }
    }
}

extension ApplicationIdentifier.Component {
    /// Reads a component such as `N14,csum,gcppos2` or `[X..17]`.
    fileprivate init(word: Substring) {
        let isOptional = word.hasPrefix("[")
        let parts = word.filter { $0 != "[" && $0 != "]" }.split(separator: ",")
        let digits = parts[0].utf8.filter(ASCII.isDigit)
        let longest = ASCII.number(digits) ?? 0
        precondition(longest > 0, "a component of the identifier table has no length")
        characters =
            switch parts[0].first {
            case "N": .csetnumeric
            case "X": .cset82
            case "Y": .cset39
            default: .cset64
            }
        length = parts[0].contains(".") ? 1...longest : longest...longest
        self.isOptional = isOptional
        linters = parts.dropFirst().compactMap { Linter(rawValue: String($0)) }
    }
}
