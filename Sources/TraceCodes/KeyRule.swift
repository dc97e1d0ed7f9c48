// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The pattern of a GS1 key: nothing, a company, a class, or a piece of a class is fixed.
struct KeyRule: Sendable {
    private let key: GS1Key
    private let qualifier: KeyQualifier?
    private let hasClass: Bool
    private let company: [UInt8]
    /// The key with everything fixed but the serial.
    let classCanonical: String?
    /// ITIP's total is open while its piece is fixed, or neither is: the key up to there.
    private let beginning: String?

    /// - Parameter fixed: How many fields stand before the first `*`.
    init(_ urn: EPCURN, fixed: Int) throws(CodeError) {
        guard let key = urn.scheme.key else { throw CodeError(.malformed(.pattern)) }
        self.key = key
        qualifier = urn.scheme.qualifier
        hasClass = urn.scheme.hasClass
        company = fixed > 0 ? Array(urn.bytes[urn.fields[0]]) : []
        if let other = company.firstIndex(where: { !ASCII.isDigit($0) }) {
            throw CodeError(
                .character(
                    position: other + 1,
                    found: String(decoding: [company[other]], as: UTF8.self),
                    allowed: .digits
                ),
                identifier: urn.scheme.rawValue,
                offset: urn.fields[0].lowerBound + other
            )
        }
        guard fixed == 0 || CompanyPrefixTable.lengths.contains(company.count) else {
            throw CodeError(
                .companyPrefixLength(found: company.count),
                identifier: urn.scheme.rawValue,
                offset: urn.fields[0].lowerBound
            )
        }
        guard fixed > 1 else {
            classCanonical = nil
            beginning = nil
            return
        }
        // Any serial will do: only the key before it is taken.
        var fields = (0..<fixed).map { urn.text($0) }
        if urn.scheme == .itip { fields += ["01", "01"].suffix(4 - fixed) }
        let kind = urn.scheme == .lgtin ? "class" : "id"
        let sample = "urn:epc:\(kind):\(urn.scheme.rawValue):" + fields.joined(separator: ".") + ".1"
        let bytes = Array(CanonicalCode.canonical(sample).utf8)
        guard let parts = bytes.withUnsafeBufferPointer({ CodeParts(link: $0) }) else {
            throw CodeError(
                .malformed(.pattern),
                identifier: urn.scheme.rawValue,
                offset: urn.fields[1].lowerBound
            )
        }
        let open = urn.scheme == .itip ? (4 - fixed) * 2 : 0
        let width = (key.digits ?? parts.lead.count) - open
        let text = String(decoding: bytes[..<(parts.lead.lowerBound + width)], as: UTF8.self)
        classCanonical = open == 0 ? text : nil
        beginning = text
    }

    func matches(_ canonical: String) -> Bool {
        let found = canonical.utf8.withContiguousStorageIfAvailable { bytes -> Bool in
            guard ASCII.stands("https://id.gs1.org/", in: bytes, at: 0),
                let parts = CodeParts(link: bytes), parts.key == key, fits(parts)
            else { return false }
            if let beginning {
                guard bytes.starts(with: beginning.utf8) else { return false }
                return key.digits != nil || parts.lead.upperBound == beginning.utf8.count
            }
            let start = parts.lead.lowerBound + key.digitsBeforePrefix
            return bytes[start..<parts.lead.upperBound].starts(with: company)
        }
        return found ?? matches(String(decoding: Array(canonical.utf8), as: UTF8.self))
    }

    /// The scheme's qualifier, or none where the scheme has classes; a location matches with or without one.
    private func fits(_ parts: CodeParts) -> Bool {
        if parts.qualifier == qualifier { return true }
        return parts.qualifier == nil && (hasClass || key == .gln)
    }
}
