// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CanonicalCode {
    /// Reads an EPC URN, a Digital Link or another URI and checks everything that the standards say of it.
    ///
    /// A URI that is no GS1 key is only checked to be one: a scheme, a colon, no white space.
    ///
    /// - Throws: a ``CodeError`` whose offset counts in the text without leading white space.
    package static func validate(_ text: String) throws(CodeError) -> TraceCode {
        let trimmed = ASCII.trimmed(text)
        guard !trimmed.isEmpty else { throw CodeError(.empty) }
        guard trimmed.utf8.count <= ElementString.byteLimit else {
            throw CodeError(.tooLong(limit: ElementString.byteLimit))
        }
        if trimmed.hasPrefix("urn:epc:") {
            try EPCURN(trimmed).check()
            return identify(trimmed)
        }
        if isMeantAsLink(trimmed) {
            let link = try DigitalLink(trimmed, options: .words)
            let code = identify(trimmed)
            guard code.isGS1Key else {
                let key = link.path[0]
                throw CodeError(
                    .length(found: key.value.utf8.count, allowed: key.identifier.length),
                    identifier: key.identifier.digits
                )
            }
            return code
        }
        try checkURI(trimmed)
        let code = identify(trimmed)
        try CodeSchemeRegistry.standard.entry(of: code.scheme)?.check(code.canonical)
        return code
    }

    /// Whether everything holds that the standards say of a code that was already read.
    package static func isValid(_ code: TraceCode) -> Bool {
        do throws(CodeError) {
            if !code.isGS1Key, let entry = CodeSchemeRegistry.standard.entry(of: code.scheme) {
                try entry.check(code.canonical)
            } else {
                _ = try validate(code.canonical)
            }
            return true
        } catch {
            return false
        }
    }

    /// Whether a code certainly has no wrong check digit, told without judging anything else of it.
    ///
    /// True for nearly every code that partners send, at a hundredth of what ``validate(_:)`` costs. False says
    /// nothing.
    package static func surelyHasRightCheckDigit(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            guard let parts = CodeParts(bytes) else { return false }
            // The URN of a key leaves its check digit out. Attributes in a query may have their own.
            if parts.isURN { return true }
            guard let digits = parts.key.digitsThroughCheckDigit, !bytes.contains(UInt8(ascii: "?")) else {
                return false
            }
            let end = parts.lead.lowerBound + min(digits, parts.lead.count)
            let body = UnsafeBufferPointer(rebasing: bytes[parts.lead.lowerBound..<end - 1])
            return CheckDigit.gs1(body) == bytes[end - 1]
        } ?? false
    }

    /// Whether an `http` URI is judged as a Digital Link: at GS1's resolver, or where a GS1 key of the path
    /// has a value that begins with six digits. Other paths may hold `/01/` by chance.
    private static func isMeantAsLink(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            guard let path = CodeParts.path(of: bytes) else { return false }
            if ASCII.standsInAnyCase("https://id.gs1.org/", in: bytes, at: 0) { return true }
            var end = path.upperBound
            while let pair = CodeParts.lastPair(bytes, path.lowerBound, end),
                let name = LinkName(bytes, pair.name)
            {
                if case .key = name {
                    return pair.value.count >= 6
                        && ASCII.areDigits(bytes, pair.value.lowerBound..<pair.value.lowerBound + 6)
                }
                end = pair.name.lowerBound - 1
            }
            return false
        }
    }

    /// A scheme, a colon and something after it (RFC 3986); characters beyond ASCII are let through.
    private static func checkURI(_ text: String) throws(CodeError) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < bytes.count,
            ASCII.isLetter(bytes[0])
        else { throw CodeError(.malformed(.uri), offset: 0) }
        for (offset, byte) in bytes.enumerated() {
            let isScheme = ASCII.isLetter(byte) || ASCII.isDigit(byte) || "+-.".utf8.contains(byte)
            if offset < colon && !isScheme || byte <= 0x20 || byte == 0x7f {
                throw CodeError(.malformed(.uri), offset: offset)
            }
        }
    }
}
