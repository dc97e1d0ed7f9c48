// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeFormat {
    /// Reads a code of this scheme as it is written without prefix; nil: it has not the structure.
    ///
    /// - Throws: `checkDigit`, `malformed` for a code that has the structure but breaks a check.
    func read(_ text: String) throws(CodeError) -> TraceCode? {
        let written = isCaseBlind ? text.uppercased() : text
        let scalars = Array(written.unicodeScalars)
        guard alternatives.contains(where: { Self.matches($0[...], scalars[...]) }) else { return nil }
        try check(scalars)
        return TraceCode(
            scheme: scheme,
            canonical: prefix + PercentEncoding.escape(written.utf8[...], .path),
            level: level
        )
    }

    /// Checks a canonical code.
    ///
    /// - Throws: `malformed`, `checkDigit`.
    func check(canonical: String) throws(CodeError) {
        let code = String(
            decoding: PercentEncoding.unescape(Array(canonical.utf8.dropFirst(prefix.utf8.count))),
            as: UTF8.self
        )
        guard let read = try read(code) else {
            throw CodeError(.structure(structure), identifier: scheme.id)
        }
        guard read.canonical == canonical else {
            throw CodeError(.structure(structure), identifier: scheme.id)
        }
    }

    /// Whether characters are the fields, where a field of several lengths takes what the rest leaves.
    ///
    /// - Parameter found: called with the name and the characters of each field, once all fit.
    private static func matches(
        _ fields: ArraySlice<Field>,
        _ scalars: ArraySlice<Unicode.Scalar>,
        found: ((String, ArraySlice<Unicode.Scalar>) -> Void)? = nil
    ) -> Bool {
        guard let field = fields.first else { return scalars.isEmpty }
        guard let name = field.name else {
            return scalars.starts(with: field.literal)
                && matches(fields.dropFirst(), scalars.dropFirst(field.literal.count), found: found)
        }
        let run = scalars.prefix(field.lengths.upperBound).prefix(while: field.allows).count
        var length = run
        while length >= field.lengths.lowerBound {
            if matches(fields.dropFirst(), scalars.dropFirst(length), found: found) {
                found?(name, scalars.prefix(length))
                return true
            }
            length -= 1
        }
        return false
    }

    /// The characters of a field of a canonical code; nil where the code is of another scheme or has no such field.
    package func field(_ name: String, of canonical: String) -> String? {
        guard canonical.utf8.starts(with: prefix.utf8) else { return nil }
        let escaped = Array(canonical.utf8.dropFirst(prefix.utf8.count))
        let scalars = Array(String(decoding: PercentEncoding.unescape(escaped), as: UTF8.self).unicodeScalars)
        var value: String?
        for fields in alternatives where value == nil {
            _ = Self.matches(fields[...], scalars[...]) { own, characters in
                if own == name { value = String(String.UnicodeScalarView(characters)) }
            }
        }
        return value
    }

    private func check(_ scalars: [Unicode.Scalar]) throws(CodeError) {
        for check in checks {
            let range = check.range ?? 0...scalars.count - 1
            guard range.upperBound < scalars.count else { continue }
            let bytes = scalars[range].map { UInt8(truncatingIfNeeded: $0.value) }
            if let expected = check.kind.expected(bytes) {
                guard bytes.last != expected else { continue }
                throw CodeError(
                    .checkDigit(
                        position: range.upperBound + 1,
                        found: isPersonal ? "?" : Character(Unicode.Scalar(bytes[bytes.count - 1])),
                        expected: isPersonal ? "?" : Character(Unicode.Scalar(expected))
                    ),
                    identifier: scheme.id,
                    offset: range.upperBound
                )
            }
            guard check.kind.holds(bytes) else {
                throw CodeError(.structure(structure), identifier: scheme.id, offset: range.lowerBound)
            }
        }
    }
}

extension CodeFormat.Check.Kind {
    /// The check character that should end the characters; nil for checks of another kind.
    fileprivate func expected(_ bytes: [UInt8]) -> UInt8? {
        switch self {
        case .gb32100, .mod31: CheckDigit.creditCode(bytes.dropLast())
        case .gb11714: CheckDigit.organisation(bytes.dropLast())
        case .gb11643: CheckDigit.resident(bytes.dropLast())
        case .mod1110: CheckDigit.mod1110(bytes.dropLast())
        case .date, .month, .day, .nonzero, .since2015: nil
        }
    }

    fileprivate func holds(_ bytes: [UInt8]) -> Bool {
        let number = bytes.reduce(0) { $0 * 10 + Int($1 &- ASCII.zero) }
        switch self {
        case .date:
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
            return year > 0 && (1...12).contains(month) && day > 0 && day <= Self.days(year, month)
        case .month: return (1...12).contains(number)
        case .day: return (1...31).contains(number)
        case .nonzero: return number > 0
        case .since2015: return number >= 2015
        default: return true
        }
    }

    private static func days(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
