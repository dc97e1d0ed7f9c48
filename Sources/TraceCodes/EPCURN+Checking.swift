// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension EPCURN {
    /// Checks the fields as the Tag Data Standard writes them (TDS section 6.3).
    ///
    /// - Throws: `malformed`, `length`, `character`, `companyPrefixLength`, `checkDigit`, with the offset.
    func check() throws(CodeError) {
        switch kind {
        case .id: guard scheme != .lgtin else { throw fault(.malformed(.urn), 0) }
        case .idClass: guard scheme == .lgtin else { throw fault(.malformed(.urn), 0) }
        case .pattern:
            guard scheme.hasClass, isStar(fields.count - 1) else {
                throw fault(.malformed(.pattern), fields[fields.count - 1].lowerBound)
            }
        }
        guard scheme.key != nil else { return try checkOther() }
        try checkCompany()
        if let total = scheme.digits {
            let length = total - fields[0].count
            try checkDigits(1, length...length)
        } else {
            let longest = (scheme.key?.longest ?? 0) - fields[0].count
            try checkText(1, 0...longest, scheme == .cpi ? .gs1Set39 : .gs1Set82)
        }
        if scheme == .itip {
            try checkDigits(2, 2...2)
            try checkDigits(3, 2...2)
        }
        let last = fields.count - 1
        guard kind != .pattern, scheme.longestSerial > 0 else { return }
        if scheme.hasNumericSerial {
            try checkDigits(last, 1...scheme.longestSerial)
        } else {
            try checkText(last, 1...scheme.longestSerial, .gs1Set82)
        }
    }

    /// How long the company prefix is, `nil` for schemes without.
    var companyPrefix: String? {
        scheme.key == nil ? nil : text(0)
    }

    private func checkCompany() throws(CodeError) {
        try checkDigits(0, 0...Int.max)
        guard CompanyPrefixTable.lengths.contains(fields[0].count) else {
            throw fault(.companyPrefixLength(found: fields[0].count), fields[0].lowerBound)
        }
    }

    private func checkDigits(_ field: Int, _ lengths: ClosedRange<Int>) throws(CodeError) {
        let range = fields[field]
        for (position, byte) in bytes[range].enumerated() where !ASCII.isDigit(byte) {
            throw character(byte, position, .digits, range.lowerBound + position)
        }
        guard lengths.contains(range.count) else {
            throw fault(.length(found: range.count, allowed: lengths), range.lowerBound)
        }
    }

    /// Free text: each character is allowed in the key, and escaped where the URN demands it.
    private func checkText(
        _ field: Int,
        _ lengths: ClosedRange<Int>,
        _ alphabet: CodeError.Alphabet
    ) throws(CodeError) {
        let range = fields[field]
        var index = range.lowerBound
        var count = 0
        while index < range.upperBound {
            let (byte, width) = bytes.withUnsafeBufferPointer {
                CodeParts.decoded($0, index, range.upperBound)
            }
            let isAllowed = alphabet == .gs1Set39 ? LinterRules.isSet39(byte) : CharacterSet82.contains(byte)
            guard isAllowed else { throw character(byte, count, alphabet, index) }
            guard width == 3 || PercentEncoding.isPlain(byte, .urn) else {
                let found = String(decoding: [byte], as: UTF8.self)
                let right = PercentEncoding.escape([byte], .urn)
                throw fault(.unescaped(position: count + 1, found: found, expected: right), index)
            }
            count += 1
            index += width
        }
        guard lengths.contains(count) else {
            throw fault(.length(found: count, allowed: lengths), range.lowerBound)
        }
    }

    private func character(
        _ byte: UInt8,
        _ position: Int,
        _ allowed: CodeError.Alphabet,
        _ offset: Int
    ) -> CodeError {
        let found = String(decoding: [byte], as: UTF8.self)
        return fault(.character(position: position + 1, found: found, allowed: allowed), offset)
    }

    private func fault(_ fault: CodeError.Fault, _ offset: Int) -> CodeError {
        CodeError(fault, identifier: scheme.rawValue, offset: offset)
    }
}

extension EPCURN {
    /// The schemes that are no GS1 key.
    private func checkOther() throws(CodeError) {
        switch scheme {
        case .gid:
            // TDS 6.3.8: 28, 24 and 36 bits.
            try checkNumber(0, below: 1 << 28)
            try checkNumber(1, below: 1 << 24)
            try checkNumber(2, below: 1 << 36)
        case .usdod:
            try checkCharacters(0, 5...6, .cage, Self.isCage)
            try checkNumber(1, below: 1 << 36)
        case .adi:
            try checkCharacters(0, 5...6, .cage, Self.isCage)
            try checkText(1, 0...32, .gs1Set39)
            try checkText(2, 1...31, .gs1Set39)
        case .bic: try checkContainer()
        default: try checkVessel()
        }
    }

    /// A decimal number without leading zeros.
    private func checkNumber(_ field: Int, below limit: Int) throws(CodeError) {
        try checkDigits(field, 1...11)
        let range = fields[field]
        guard range.count == 1 || bytes[range.lowerBound] != ASCII.zero,
            let number = ASCII.number(bytes[range]), number < limit
        else {
            throw fault(
                .content(rule: .nozeroprefix, kind: .zeroPrefix, found: text(field)),
                range.lowerBound
            )
        }
    }

    private func checkCharacters(
        _ field: Int,
        _ lengths: ClosedRange<Int>,
        _ alphabet: CodeError.Alphabet,
        _ isAllowed: (UInt8) -> Bool
    ) throws(CodeError) {
        let range = fields[field]
        for (position, byte) in bytes[range].enumerated() where !isAllowed(byte) {
            throw character(byte, position, alphabet, range.lowerBound + position)
        }
        guard lengths.contains(range.count) else {
            throw fault(.length(found: range.count, allowed: lengths), range.lowerBound)
        }
    }

    private static func isCage(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte)
            || ASCII.isUpper(byte) && byte != UInt8(ascii: "I") && byte != UInt8(ascii: "O")
    }

    /// A container's number: owner, category, six digits and the check digit (ISO 6346).
    private func checkContainer() throws(CodeError) {
        let range = fields[0]
        guard range.count == 11 else {
            throw fault(.length(found: range.count, allowed: 11...11), range.lowerBound)
        }
        for (position, byte) in bytes[range].enumerated() {
            let isRight = position < 4 ? ASCII.isUpper(byte) : ASCII.isDigit(byte)
            if !isRight {
                let alphabet: CodeError.Alphabet = position < 4 ? .capitals : .digits
                throw character(byte, position, alphabet, range.lowerBound + position)
            }
        }
        try checkLast(CheckDigit.container(bytes[range].dropLast()))
    }

    private func checkVessel() throws(CodeError) {
        try checkDigits(0, 7...7)
        try checkLast(CheckDigit.vessel(bytes[fields[0]].dropLast()))
    }

    private func checkLast(_ right: UInt8) throws(CodeError) {
        let range = fields[0]
        let found = bytes[range.upperBound - 1]
        guard found != right else { return }
        throw fault(
            .checkDigit(
                position: range.count,
                found: Character(Unicode.Scalar(found)),
                expected: Character(Unicode.Scalar(right))
            ),
            range.upperBound - 1
        )
    }
}
