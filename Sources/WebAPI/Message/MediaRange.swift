// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// One range of an Accept header (RFC 9110 §12.5.1).
struct MediaRange: Sendable {
    private let type: Substring
    private let subtype: Substring
    private let quality: Double

    /// The ranges of a header; nothing for a client that takes anything.
    static func list(_ header: String?) -> [MediaRange] {
        guard let header, header != "*/*" else { return [] }
        return header.split(separator: ",").prefix(64).compactMap { MediaRange($0) }
    }

    /// The type in a header value without parameters, in lower case.
    static func type(of header: String) -> String {
        let end = header.utf8.firstIndex(of: UInt8(ascii: ";")) ?? header.endIndex
        return String(header[..<end]).trimmed.lowercased()
    }

    /// The offer that the client likes best, the first of equals; nil where it takes none.
    static func best(of offers: [String], in ranges: [MediaRange]) -> String? {
        guard !ranges.isEmpty else { return offers.first }
        var best: (offer: String, quality: Double)?
        for offer in offers {
            let quality = ranges.filter { $0.covers(offer) }.max { $0.precision < $1.precision }?.quality ?? 0
            if quality > best?.quality ?? 0 { best = (offer, quality) }
        }
        return best?.offer
    }

    /// Whether a type is asked for by name.
    static func names(_ type: String, in ranges: [MediaRange]) -> Bool {
        ranges.contains { $0.precision == 2 && $0.quality > 0 && $0.covers(type) }
    }

    private init?(_ text: Substring) {
        let parts = text.split(separator: ";")
        guard let range = parts.first.map({ String($0).trimmed.lowercased() }),
            let slash = range.firstIndex(of: "/")
        else { return nil }
        type = range[..<slash]
        subtype = range[range.index(after: slash)...]
        quality =
            parts.dropFirst().compactMap { parameter in
                let text = String(parameter).trimmed.lowercased()
                return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
            }.first ?? 1
    }

    private func covers(_ offer: String) -> Bool {
        guard let slash = offer.firstIndex(of: "/") else { return false }
        return (type == "*" || offer[..<slash] == type)
            && (subtype == "*" || offer[offer.index(after: slash)...] == subtype)
    }

    private var precision: Int { type == "*" ? 0 : subtype == "*" ? 1 : 2 }
}
