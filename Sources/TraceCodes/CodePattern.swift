// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a query for codes accepts (EPCIS 2.0 `MATCH_epc`, `MATCH_anyEPC` and the like): one code, or a
/// pure-identity pattern such as `urn:epc:idpat:sgtin:6901234.*.*`.
///
/// A pattern matches instances, and the classes between: `urn:epc:idpat:sgtin:4012345.011111.*` matches the
/// GTIN itself and every serial number of it, not its lots. Any other text matches the code that it is.
package struct CodePattern: Sendable {
    /// The one canonical code that matches, `nil` when several can.
    package let exactCanonical: String?
    /// The canonical form of the key without lot, serial or extension, when the pattern fixes the whole key
    /// (`https://id.gs1.org/01/04012345111118`), for scans of a range.
    package let classCanonical: String?
    private let rule: Rule

    private enum Rule: Sendable {
        case exact(String)
        /// A URN without Digital Link that begins so.
        case prefix(String)
        case key(KeyRule)
    }

    /// Reads a pattern or a code.
    ///
    /// - Throws: `malformed`, `unknownScheme`, `character`, `companyPrefixLength` or `length` for a text that
    ///   begins as a pattern does; `empty`.
    package init(_ text: String) throws(CodeError) {
        let trimmed = ASCII.trimmed(text)
        guard !trimmed.isEmpty else { throw CodeError(.empty) }
        guard trimmed.hasPrefix("urn:epc:idpat:") else {
            let canonical = CanonicalCode.canonical(trimmed)
            exactCanonical = canonical
            classCanonical = Self.classPart(of: canonical)
            rule = .exact(canonical)
            return
        }
        let urn = try EPCURN(trimmed)
        let stars = urn.fields.indices.filter(urn.isStar)
        guard stars.elementsEqual(urn.fields.indices.suffix(stars.count)) else {
            throw CodeError(.malformed(.pattern), identifier: urn.scheme.rawValue, offset: 0)
        }
        if stars.isEmpty {
            let kind = urn.scheme == .lgtin ? "class" : "id"
            let code = CanonicalCode.canonical(
                "urn:epc:\(kind):" + String(decoding: urn.bytes.dropFirst(14), as: UTF8.self)
            )
            exactCanonical = code
            classCanonical = Self.classPart(of: code)
            rule = .exact(code)
            return
        }
        exactCanonical = nil
        guard urn.scheme.key != nil else {
            let fixed = (0..<stars[0]).map { urn.text($0) + "." }.joined()
            classCanonical = nil
            rule = .prefix("urn:epc:id:\(urn.scheme.rawValue):\(fixed)")
            return
        }
        let key = try KeyRule(urn, fixed: stars[0])
        classCanonical = key.classCanonical
        rule = .key(key)
    }

    /// Whether a canonical code is one of those that are asked for.
    package func matches(canonical: String) -> Bool {
        switch rule {
        case .exact(let code): code == canonical
        case .prefix(let prefix): canonical.utf8.starts(with: prefix.utf8)
        case .key(let key): key.matches(canonical)
        }
    }

    /// A Digital Link up to the end of its key.
    private static func classPart(of canonical: String) -> String? {
        guard canonical.utf8.starts(with: "https://id.gs1.org/".utf8) else { return nil }
        let bytes = Array(canonical.utf8)
        let parts = bytes.withUnsafeBufferPointer { CodeParts(link: $0) }
        guard let parts else { return nil }
        let width = parts.key.digits ?? parts.lead.count
        return String(decoding: bytes[..<(parts.lead.lowerBound + width)], as: UTF8.self)
    }
}
