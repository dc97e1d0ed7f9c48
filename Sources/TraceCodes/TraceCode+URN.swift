// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension TraceCode {
    /// The EPC URN of a GS1 key; the canonical form itself for codes that are no GS1 key.
    ///
    /// A class gives a pattern (`urn:epc:idpat:sgtin:4012345.011111.*`). The company prefix's length, which
    /// the URN needs and a Digital Link does not tell, comes from the table.
    ///
    /// - Throws: `companyPrefixUnknown` when the table has no entry, `companyPrefixLength` when its length is
    ///   not 6 to 12 or does not fit the key, `character` when the prefix is not all digits, `noURN` for a
    ///   key without EPC scheme.
    package func urn(companyPrefixes: CompanyPrefixTable) throws(CodeError) -> String {
        guard isGS1Key else { return canonical }
        let bytes = Array(canonical.utf8)
        let found = bytes.withUnsafeBufferPointer { CodeParts(link: $0) }
        guard let parts = found, let urn = URNFields(parts: parts, bytes: bytes) else {
            throw CodeError(.noURN, identifier: scheme.id)
        }
        return try urn.text(companyPrefixes: companyPrefixes)
    }
}

/// The pieces of a Digital Link from which its EPC URN is put together.
private struct URNFields {
    let scheme: EPCScheme
    /// The digit before the company prefix, empty for keys without.
    let indicator: Substring
    /// Company prefix and reference, without check digit.
    let body: Substring
    /// What follows the digits in the key: an ITIP's pieces, the serial of GRAI, GDTI and GCN.
    let rest: Substring
    let qualifierValue: String?

    init?(parts: CodeParts, bytes: [UInt8]) {
        func text(_ range: Range<Int>) -> Substring { Substring(decoding: bytes[range], as: UTF8.self) }
        guard let scheme = Self.scheme(of: parts) else { return nil }
        self.scheme = scheme
        let start = parts.lead.lowerBound + parts.key.digitsBeforePrefix
        indicator = parts.key == .grai ? "" : text(parts.lead.lowerBound..<start)
        if let digits = scheme.digits {
            let end = parts.lead.lowerBound + digits + (parts.key == .grai ? 1 : 0)
            body = text(start..<end)
            rest = text(end + 1..<parts.lead.upperBound)
        } else {
            body = text(start..<parts.lead.upperBound)
            rest = ""
        }
        qualifierValue = parts.qualifier == nil ? nil : String(text(parts.qualifierValue))
    }

    private static func scheme(of parts: CodeParts) -> EPCScheme? {
        switch (parts.key, parts.qualifier) {
        case (.gtin, nil), (.gtin, .serial): .sgtin
        case (.gtin, .lot): .lgtin
        case (.gtin, .thirdPartySerial): .upui
        case (.itip, nil), (.itip, .serial): .itip
        case (.gln, nil), (.gln, .locationExtension): .sgln
        case (.cpid, nil), (.cpid, .componentSerial): .cpi
        case (let key, nil): EPCScheme.allCases.first { $0.key == key }
        default: nil
        }
    }

    func text(companyPrefixes: CompanyPrefixTable) throws(CodeError) -> String {
        guard let length = companyPrefixes.length(of: body) else {
            throw CodeError(.companyPrefixUnknown(digits: String(body)), identifier: scheme.rawValue)
        }
        guard CompanyPrefixTable.lengths.contains(length), length <= body.utf8.count else {
            throw CodeError(.companyPrefixLength(found: length), identifier: scheme.rawValue)
        }
        let company = body.prefix(length)
        if let other = company.firstIndex(where: { !$0.isASCII || !$0.isWholeNumber }) {
            let position = company.distance(from: company.startIndex, to: other) + 1
            throw CodeError(
                .character(position: position, found: String(company[other]), allowed: .digits),
                identifier: scheme.rawValue
            )
        }
        var fields = "\(company).\(indicator)\(Self.urnValue(body.dropFirst(length)))"
        if scheme == .itip { fields += ".\(rest.prefix(2)).\(rest.dropFirst(2))" }
        return head + fields + tail
    }

    private var isClass: Bool {
        scheme.hasClass && qualifierValue == nil && (scheme.qualifier != nil || rest.isEmpty)
    }

    private var head: String {
        let kind = isClass ? "idpat" : scheme == .lgtin ? "class" : "id"
        return "urn:epc:\(kind):\(scheme.rawValue):"
    }

    private var tail: String {
        guard scheme.longestSerial > 0 else { return "" }
        if isClass { return ".*" }
        if let qualifierValue { return "." + Self.urnValue(Substring(qualifierValue)) }
        return scheme == .sgln ? ".0" : "." + Self.urnValue(rest)
    }

    /// A value as the URN escapes it, from the Digital Link's escapes.
    private static func urnValue(_ value: Substring) -> String {
        PercentEncoding.escape(PercentEncoding.unescape(value.utf8), .urn)
    }
}
