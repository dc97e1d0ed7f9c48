// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads what a person types, pastes or scans.
package enum CodeReader {
    /// Says what a text is.
    ///
    /// Read are a bare GTIN or SSCC and the bare codes of ``CodeSchemeRegistry``, element strings with
    /// brackets or as scanned, EPC URNs, Digital Links, our own paths `/c/{scheme}/{code}` with or without a
    /// domain, and any other URI. Full-width characters, surrounding white space, invisible marks and,
    /// between digits, spaces and hyphens do not matter.
    ///
    /// - Parameter companyPrefixes: Where an entry tells another length than an EPC URN has, the URN is
    ///   refused.
    /// - Throws: the error of the form that the text has; offsets count in the text after the clean-up.
    package static func read(
        _ pasted: String,
        companyPrefixes: CompanyPrefixTable = .empty
    ) throws(CodeError) -> TraceCode {
        let text = cleaned(pasted)
        guard let first = text.utf8.first else { throw CodeError(.empty) }
        switch first {
        case UInt8(ascii: "]"): return try scan(text)
        case UInt8(ascii: "("): return try code(of: ElementString(bracketed: withoutGaps(text)))
        case ASCII.caret, ASCII.groupSeparator: return try code(of: ElementString(raw: text))
        case ASCII.slash: return try path(text)
        default: break
        }
        if text.utf8.contains(ASCII.groupSeparator) { return try code(of: ElementString(data: text)) }
        let lowered = text.prefix(8).lowercased()
        if lowered.hasPrefix("http://") || lowered.hasPrefix("https://") {
            if let code = try ownPath(of: text) { return code }
            return try CanonicalCode.validate(text)
        }
        if lowered.hasPrefix("urn:") {
            return try urn("urn:" + text.dropFirst(4), companyPrefixes)
        }
        return try bare(text)
    }

    private static func urn(
        _ text: String,
        _ companyPrefixes: CompanyPrefixTable
    ) throws(CodeError) -> TraceCode {
        let code = try CanonicalCode.validate(text)
        guard code.isGS1Key, let right = try? code.urn(companyPrefixes: companyPrefixes),
            let expected = try EPCURN(right).companyPrefix, let found = try EPCURN(text).companyPrefix,
            found != expected
        else { return code }
        throw CodeError(
            .companyPrefixMismatch(found: found.utf8.count, expected: expected.utf8.count),
            identifier: code.scheme.id
        )
    }

    /// A bare code: digits with gaps, an element string without separators, a national code, or a URI.
    private static func bare(_ text: String) throws(CodeError) -> TraceCode {
        let packed = text.utf8.filter { !ASCII.isSpace($0) && $0 != UInt8(ascii: "-") }
        let isNumber = packed.allSatisfy(ASCII.isDigit)
        let candidate = isNumber ? String(decoding: packed, as: UTF8.self) : text
        do throws(CodeError) {
            return try CodeSchemeRegistry.standard.read(bare: candidate)
        } catch {
            // A scheme knows the form, or the text cannot be elements either.
            guard error.code == .unrecognised, candidate.utf8.count >= 16,
                candidate.utf8.prefix(2).allSatisfy(ASCII.isDigit)
            else { throw error }
            let unrecognised = error
            do throws(CodeError) {
                return try code(of: ElementString(data: candidate))
            } catch {
                throw error.code == .unknownIdentifier ? unrecognised : error
            }
        }
    }

    private static func scan(_ text: String) throws(CodeError) -> TraceCode {
        switch try BarcodeScan.lenientMessage(text) {
        case .elements(let elements): return try code(of: elements)
        case .retail(let number, let composite):
            let gtin = String(repeating: "0", count: 14 - number.utf8.count) + number
            return try code(of: ElementString(data: "01" + gtin + (composite?.raw ?? "")))
        case .link(_, let text), .text(let text): return try read(text)
        }
    }

    /// The unit that an element string names: its first key with that key's qualifiers.
    private static func code(of elements: ElementString) throws(CodeError) -> TraceCode {
        try elements.checkRepeats()
        return CanonicalCode.identify(try DigitalLink(elements: elements).uri)
    }

    /// A path of ours, or of a Digital Link, without domain.
    private static func path(_ text: String) throws(CodeError) -> TraceCode {
        if let code = try ownPath(of: "https://id.gs1.org" + text) { return code }
        do throws(CodeError) {
            return try CanonicalCode.validate("https://id.gs1.org" + text)
        } catch {
            throw error.moved(by: -"https://id.gs1.org".utf8.count)
        }
    }

    /// The code of `…/c/{scheme}/{code}`; `nil` for other URIs.
    private static func ownPath(of uri: String) throws(CodeError) -> TraceCode? {
        let ends: Set<UInt8> = [UInt8(ascii: "?"), UInt8(ascii: "#")]
        let segments = uri.utf8.prefix { !ends.contains($0) }
            .split(separator: ASCII.slash, omittingEmptySubsequences: false)
        guard segments.count == 6, segments[3].elementsEqual("c".utf8), !segments[5].isEmpty else {
            return nil
        }
        let name = String(decoding: segments[4], as: UTF8.self)
        let value = String(decoding: PercentEncoding.unescape(segments[5]), as: UTF8.self)
        if let scheme = EPCScheme(rawValue: name), scheme.key == nil {
            return try CanonicalCode.validate("urn:epc:id:\(name):" + value)
        }
        let scheme = CodeScheme(id: name)
        guard let entry = CodeSchemeRegistry.standard.entry(of: scheme) else {
            throw CodeError(.unknownScheme(name))
        }
        guard let code = try entry.read(value) else { throw CodeError(.unrecognised, identifier: name) }
        return code
    }
}
