// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The rules behind the linters that look at characters and simple numbers.
enum LinterRules {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    static func digits(_ bytes: Bytes) throws(LinterFault) {
        try each(bytes, .nonDigit, ASCII.isDigit)
    }

    static func each(
        _ bytes: Bytes,
        _ kind: LinterFault.Kind,
        _ isRight: (UInt8) -> Bool
    ) throws(LinterFault) {
        for (offset, byte) in bytes.enumerated() where !isRight(byte) {
            throw LinterFault(kind, offset, 1)
        }
    }

    static func isSet39(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || ASCII.isUpper(byte) || byte == UInt8(ascii: "#")
            || byte == UInt8(ascii: "-") || byte == ASCII.slash
    }

    static func isSet64(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || ASCII.isLetter(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }

    static func set64(_ bytes: Bytes) throws(LinterFault) {
        let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let length = bytes.count - padding
        if padding > 2 || padding > 0 && bytes.count % 3 != 0 {
            throw LinterFault(.set64Padding, length, padding)
        }
        try each(UnsafeBufferPointer(rebasing: bytes[0..<length]), .set64, isSet64)
    }

    static func checkDigit(_ bytes: Bytes) throws(LinterFault) {
        guard let last = bytes.last else { throw LinterFault(.tooShortForCheckDigit, 0, 0) }
        try digits(bytes)
        guard last == CheckDigit.gs1(bytes.dropLast()) else {
            throw LinterFault(.checkDigit, bytes.count - 1, 1)
        }
    }

    static func checkPair(_ bytes: Bytes) throws(LinterFault) {
        guard bytes.count >= 2 else { throw LinterFault(.tooShortForCheckPair, 0, bytes.count) }
        guard bytes.count <= 99 else { throw LinterFault(.tooLongForCheckPair, 0, bytes.count) }
        let body = UnsafeBufferPointer(rebasing: bytes.dropLast(2))
        try each(body, .set82, CharacterSet82.contains)
        guard let pair = CheckDigit.gs1Pair(body), bytes[body.count] == pair.0,
            bytes[body.count + 1] == pair.1
        else { throw LinterFault(.checkPair, body.count, 2) }
    }

    static func companyPrefix(_ bytes: Bytes, from start: Int) throws(LinterFault) {
        guard bytes.count >= start + 4 else {
            throw LinterFault(.tooShortForCompanyPrefix, 0, bytes.count)
        }
        for offset in start..<start + 4 where !ASCII.isDigit(bytes[offset]) {
            throw LinterFault(.companyPrefix, offset, 1)
        }
    }

    static func hasNonDigit(_ bytes: Bytes) throws(LinterFault) {
        if bytes.allSatisfy(ASCII.isDigit) { throw LinterFault(.needsNonDigit, 0, bytes.count) }
    }

    static func hyphen(_ bytes: Bytes) throws(LinterFault) {
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 == UInt8(ascii: "-") }) else {
            throw LinterFault(.notHyphen, 0, bytes.count)
        }
    }

    static func importerIndex(_ bytes: Bytes) throws(LinterFault) {
        guard bytes.count == 1 else { throw LinterFault(.importerIndexLength, 0, bytes.count) }
        try each(bytes, .importerIndex, isSet64)
    }

    static func nonZero(_ bytes: Bytes) throws(LinterFault) {
        try digits(bytes)
        if bytes.allSatisfy({ $0 == ASCII.zero }) { throw LinterFault(.zeroValue, 0, bytes.count) }
    }

    static func noZeroPrefix(_ bytes: Bytes) throws(LinterFault) {
        if bytes.first == ASCII.zero { throw LinterFault(.zeroPrefix, 0, 1) }
        try digits(bytes)
    }

    static func zero(_ bytes: Bytes) throws(LinterFault) {
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 == ASCII.zero }) else {
            throw LinterFault(.notZero, 0, bytes.count)
        }
    }

    static func oneOf(
        _ allowed: StaticString,
        _ bytes: Bytes,
        _ kind: LinterFault.Kind
    ) throws(LinterFault) {
        let isAllowed = allowed.withUTF8Buffer { bytes.count == 1 && $0.contains(bytes[0]) }
        if !isAllowed { throw LinterFault(kind, 0, bytes.count) }
    }

    static func percent(_ bytes: Bytes) throws(LinterFault) {
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] == ASCII.percent else {
                offset += 1
                continue
            }
            guard offset + 2 < bytes.count else {
                throw LinterFault(.percentSequence, offset, bytes.count - offset)
            }
            guard ASCII.hexValue(bytes[offset + 1]) >= 0, ASCII.hexValue(bytes[offset + 2]) >= 0 else {
                throw LinterFault(.percentSequence, offset, 3)
            }
            offset += 3
        }
    }

    static func pieceOfTotal(_ bytes: Bytes) throws(LinterFault) {
        try digits(bytes)
        guard !bytes.isEmpty, bytes.count % 2 == 0 else {
            throw LinterFault(.pieceLength, 0, bytes.count)
        }
        let half = bytes.count / 2
        let piece = bytes[0..<half]
        let total = bytes[half...]
        if piece.allSatisfy({ $0 == ASCII.zero }) { throw LinterFault(.zeroPiece, 0, half) }
        if total.allSatisfy({ $0 == ASCII.zero }) { throw LinterFault(.zeroTotal, half, half) }
        if total.lexicographicallyPrecedes(piece) {
            throw LinterFault(.pieceExceedsTotal, 0, bytes.count)
        }
    }

    static func positionInSequence(_ bytes: Bytes) throws(LinterFault) {
        let parts = bytes.split(separator: ASCII.slash, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            parts.allSatisfy({ $0.allSatisfy(ASCII.isDigit) })
        else { throw LinterFault(.positionMalformed, 0, bytes.count) }
        for part in parts where part.first == ASCII.zero {
            throw LinterFault(.zeroPrefix, part.startIndex, part.count)
        }
        let isAbove =
            parts[0].count == parts[1].count
            ? parts[1].lexicographicallyPrecedes(parts[0]) : parts[0].count > parts[1].count
        if isAbove { throw LinterFault(.positionExceedsEnd, 0, bytes.count) }
    }

    static func degrees(
        _ bytes: Bytes,
        _ limit: Int,
        _ length: LinterFault.Kind,
        _ range: LinterFault.Kind
    ) throws(LinterFault) {
        guard bytes.count == 10 else { throw LinterFault(length, 0, bytes.count) }
        try digits(bytes)
        guard let value = ASCII.number(bytes), value <= limit else { throw LinterFault(range, 0, 10) }
    }
}
