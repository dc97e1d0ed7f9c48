// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension ApplicationIdentifier {
    /// Checks a value's length, characters and content.
    ///
    /// - Throws: `malformed`, `length`, `character`, `checkDigit`, `checkPair` or `content`, with the offset
    ///   in the value.
    package func check(_ value: String) throws(CodeError) {
        try check(Array(value.utf8))
    }

    func check(_ value: [UInt8]) throws(CodeError) {
        guard !value.isEmpty else { throw CodeError(.malformed(.emptyValue), identifier: digits, offset: 0) }
        guard length.contains(value.count) else {
            throw CodeError(
                .length(found: value.count, allowed: length),
                identifier: digits,
                offset: min(value.count, length.upperBound)
            )
        }
        let fault: CodeError? = value.withUnsafeBufferPointer { bytes in
            do throws(CodeError) {
                try checkComponents(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw fault }
    }

    private func checkComponents(_ bytes: UnsafeBufferPointer<UInt8>) throws(CodeError) {
        var start = 0
        for component in components {
            let count = min(component.length.upperBound, bytes.count - start)
            if component.isOptional, count == 0 { continue }
            guard count >= component.length.lowerBound else {
                throw CodeError(
                    .length(found: count, allowed: component.length),
                    identifier: digits,
                    offset: start
                )
            }
            let part = UnsafeBufferPointer(rebasing: bytes[start..<start + count])
            for linter in [component.characters] + component.linters {
                if let fault = linter.fault(in: part) {
                    throw CodeError(
                        Self.fault(fault, of: linter, in: part, at: start),
                        identifier: digits,
                        offset: start + fault.offset
                    )
                }
            }
            start += count
        }
        guard start == bytes.count else {
            throw CodeError(
                .length(found: bytes.count, allowed: length),
                identifier: digits,
                offset: start
            )
        }
    }

    /// The fault in our words, with the character that stands there.
    private static func fault(
        _ fault: LinterFault,
        of linter: Linter,
        in part: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> CodeError.Fault {
        let found = String(decoding: part[fault.offset..<fault.offset + fault.length], as: UTF8.self)
        let position = start + fault.offset + 1
        switch fault.kind {
        case .nonDigit: return .character(position: position, found: found, allowed: .digits)
        case .set82: return .character(position: position, found: found, allowed: .gs1Set82)
        case .set39: return .character(position: position, found: found, allowed: .gs1Set39)
        case .set64: return .character(position: position, found: found, allowed: .base64)
        case .checkDigit:
            let right = Unicode.Scalar(CheckDigit.gs1(part.dropLast()))
            return .checkDigit(
                position: position,
                found: Character(Unicode.Scalar(part[fault.offset])),
                expected: Character(right)
            )
        case .checkPair:
            guard let pair = CheckDigit.gs1Pair(part.dropLast(2)) else { fallthrough }
            let right = String(decoding: [pair.0, pair.1], as: UTF8.self)
            return .checkPair(found: found, expected: right)
        default: return .content(rule: linter, kind: fault.kind, found: found)
        }
    }
}
