// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CanonicalCode {
    /// Where a canonical code divides into a part that many codes share and a part of its own, as a UTF-8
    /// offset.
    ///
    /// A Digital Link divides before its qualifier (`…/01/04012345111118` and `/21/987`) or before the
    /// serial in its key (GRAI, GDTI, GCN). The other keys divide at a fixed width after the leading digits,
    /// so that the codes of one company share few first parts. Other codes divide after the last of
    /// `: . / # =`.
    package static func split(_ canonical: String) -> Int {
        let found = canonical.utf8.withContiguousStorageIfAvailable { bytes -> Int in
            guard ASCII.stands("https://id.gs1.org/", in: bytes, at: 0), let parts = CodeParts(link: bytes)
            else { return splitNational(canonical) ?? splitOpaque(bytes) }
            return parts.lead.lowerBound + min(width(parts), parts.lead.count)
        }
        return found ?? split(String(decoding: Array(canonical.utf8), as: UTF8.self))
    }

    private static func width(_ parts: CodeParts) -> Int {
        switch parts.key {
        case .gtin, .itip, .cpid: parts.lead.count
        case .grai: 14
        case .gdti, .gcn: 13
        case .sscc: 10
        case .gln, .party, .payTo: parts.qualifier == nil ? 9 : 13
        case .gsrn, .gsrnp: parts.qualifier == nil ? 9 : 18
        case .giai, .ginc, .gmn, .gsin: 9
        }
    }

    /// After the characters that the codes of one product or issuer share.
    private static func splitNational(_ canonical: String) -> Int? {
        guard let format = CodeSchemeRegistry.format(ofCanonical: canonical) else { return nil }
        return min(canonical.utf8.count, format.prefix.utf8.count + format.shared)
    }

    private static func splitOpaque(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var index = bytes.count
        while index > 0 {
            switch bytes[index - 1] {
            case UInt8(ascii: ":"), ASCII.dot, ASCII.slash, UInt8(ascii: "#"), UInt8(ascii: "="): return index
            default: index -= 1
            }
        }
        return 0
    }
}
