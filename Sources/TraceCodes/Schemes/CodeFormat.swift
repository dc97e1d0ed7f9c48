// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A code scheme with a regular structure and known checks, described as data (`schemes.tsv`).
package struct CodeFormat: Sendable {
    package let scheme: CodeScheme
    package let level: Level
    /// Chinese and English.
    package let names: (zh: String, en: String)
    /// The standard or law, nil where there is none.
    package let basis: String?
    /// The structure as the data describe it: `registrar:b1 class:b1 …`.
    package let structure: String
    /// Recognised where it is typed without prefix.
    let isTyped: Bool
    /// Identifies a natural person: never printed.
    package let isPersonal: Bool
    /// Upper and lower case are the same.
    let isCaseBlind: Bool
    /// How many leading characters many codes share: those of a product or an issuer.
    let shared: Int
    let alternatives: [[Field]]
    let checks: [Check]

    /// What stands before the code in its canonical form.
    package var prefix: String { "urn:qiongsu:\(scheme.id):" }

    /// Some characters of the code.
    struct Field: Sendable {
        /// Nil for a text that stands as it is.
        let name: String?
        let literal: [Unicode.Scalar]
        let set: ScalarSet?
        let lengths: ClosedRange<Int>

        func allows(_ scalar: Unicode.Scalar) -> Bool {
            if let set { return set.contains(scalar) }
            return !scalar.properties.isWhitespace && scalar.value > 0x20 && scalar.value != 0x7F
        }
    }

    /// Some characters; those of ASCII are found without hashing, because every code is looked at by character.
    struct ScalarSet: Sendable {
        let all: Set<Unicode.Scalar>
        private let ascii: (low: UInt64, high: UInt64)

        init(_ scalars: some Sequence<Unicode.Scalar>) {
            all = Set(scalars)
            ascii = all.reduce(into: (low: 0, high: 0)) { ascii, scalar in
                switch scalar.value {
                case 0..<64: ascii.low |= 1 << UInt64(scalar.value)
                case 64..<128: ascii.high |= 1 << UInt64(scalar.value - 64)
                default: break
                }
            }
        }

        func contains(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0..<64: ascii.low >> UInt64(scalar.value) & 1 == 1
            case 64..<128: ascii.high >> UInt64(scalar.value - 64) & 1 == 1
            default: all.contains(scalar)
            }
        }
    }

    /// A condition on some of the characters.
    struct Check: Sendable {
        let kind: Kind
        /// Characters counted from 0; nil: all.
        let range: ClosedRange<Int>?

        enum Kind: String {
            case gb32100, gb11714, gb11643, mod1110, mod31, date, month, day, nonzero, since2015
        }
    }
}

extension CodeFormat {
    /// Reads a line of `schemes.tsv`; nil where it is not one.
    init?(line: Substring) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 9, let level = Level(rawValue: cells[1]), let shared = Int(cells[3]) else {
            return nil
        }
        var alternatives: [[Field]] = []
        for alternative in cells[4].components(parted: " | ") {
            let fields = alternative.split(separator: " ").map(Field.init)
            guard !fields.contains(where: { $0 == nil }) else { return nil }
            alternatives.append(fields.compactMap { $0 })
        }
        let checks = cells[5] == "-" ? [] : cells[5].split(separator: " ").map(Check.init)
        guard !checks.contains(where: { $0 == nil }) else { return nil }
        scheme = CodeScheme(id: cells[0])
        self.level = level
        isTyped = cells[2].contains("typed")
        isPersonal = cells[2].contains("personal")
        isCaseBlind = cells[2].contains("blind")
        self.shared = shared
        structure = cells[4]
        self.alternatives = alternatives
        self.checks = checks.compactMap { $0 }
        names = (cells[6], cells[7])
        basis = cells[8] == "-" ? nil : cells[8]
    }
}

extension CodeFormat.Field {
    /// Reads `serial:d9`, `code:n1-20`, `kind:[123]1` or `'SC'`.
    init?(_ text: Substring) {
        if text.first == "'", text.last == "'", text.count > 2 {
            literal = Array(text.dropFirst().dropLast().unicodeScalars)
            name = nil
            set = nil
            lengths = literal.count...literal.count
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        name = String(text[..<colon])
        literal = []
        let rest = text[text.index(after: colon)...]
        let lengthText: Substring
        if rest.first == "[", let end = rest.firstIndex(of: "]") {
            set = CodeFormat.ScalarSet(rest[rest.index(after: rest.startIndex)..<end].unicodeScalars)
            lengthText = rest[rest.index(after: end)...]
        } else {
            set = Self.sets[rest.first ?? " "]
            guard set != nil || rest.first == "x" else { return nil }
            lengthText = rest.dropFirst()
        }
        let bounds = lengthText.split(separator: "-").compactMap { Int($0) }
        guard let low = bounds.first, let high = bounds.last, low <= high else { return nil }
        lengths = low...high
    }

    private static let digits = "0123456789"
    private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let small = "abcdefghijklmnopqrstuvwxyz"

    private static let sets: [Character: CodeFormat.ScalarSet] = [
        "d": CodeFormat.ScalarSet(digits.unicodeScalars),
        "b": CodeFormat.ScalarSet(Base31.alphabet.map { Unicode.Scalar($0) }),
        "u": CodeFormat.ScalarSet((digits + capitals).unicodeScalars),
        "n": CodeFormat.ScalarSet((digits + capitals + small).unicodeScalars),
    ]
}

extension CodeFormat.Check {
    init?(_ text: Substring) {
        let parts = text.split(separator: "@")
        guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.kind = kind
        guard parts.count == 2 else {
            range = nil
            return
        }
        let bounds = parts[1].split(separator: "-").compactMap { Int($0) }
        guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
        range = bounds[0]...bounds[1]
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
