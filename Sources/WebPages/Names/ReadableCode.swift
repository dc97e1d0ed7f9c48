// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// A code as a person can read it, for things that nobody has named.
enum ReadableCode {
    /// `批次 A1 · 商品 06901234123457`, `地点 6901234000016`, or the end of a URI.
    static func label(of code: TraceCode, _ phrases: Phrases) -> String {
        let parts = elements(of: code)
        guard let key = parts.first else { return opaque(code.canonical, phrases) }
        return ([kind(of: code, phrases) + " " + key.value] + parts.dropFirst().map { part(of: $0, phrases) })
            .joined(separator: " · ")
    }

    /// The lot or serial number alone, `批次 A1`; nil for codes without one.
    static func ownPart(of code: TraceCode, _ phrases: Phrases) -> String? {
        elements(of: code).dropFirst().last.map { part(of: $0, phrases) }
    }

    /// The kind of thing that a code names: `商品`, `物流箱`, `地点`.
    static func kind(of code: TraceCode, _ phrases: Phrases) -> String {
        phrases.name(ofScheme: code.scheme.id) ?? phrases["level.\(code.level.rawValue)"]
    }

    /// The elements of a GS1 key, its values decoded.
    static func elements(of code: TraceCode) -> [(identifier: String, value: String)] {
        guard let link = code.digitalLink else { return [] }
        let path = link.utf8.dropFirst("https://id.gs1.org/".utf8.count).split(separator: UInt8(ascii: "/"))
        return stride(from: 0, to: path.count - 1, by: 2).map { index in
            (String(Substring(path[index])), PercentEncoding.unescaped(Substring(path[index + 1])))
        }
    }

    /// The part of a URI that distinguishes it.
    static func lastPart(of uri: String) -> String {
        let parts = uri.split { ["/", "#", ":", "?"].contains($0) }
        return PercentEncoding.unescaped(parts.last ?? uri[...])
    }

    private static func part(of element: (identifier: String, value: String), _ phrases: Phrases) -> String {
        (phrases.text("identifier.\(element.identifier)") ?? "(\(element.identifier))") + " " + element.value
    }

    private static func opaque(_ uri: String, _ phrases: Phrases) -> String {
        if let place = coordinates(uri, phrases) { return place }
        let text =
            uri.hasPrefix("urn:epc:id:") ? String(uri.dropFirst("urn:epc:id:".count)) : lastPart(of: uri)
        return text.count > 40 ? text.prefix(20) + "…" + text.suffix(18) : text
    }

    /// A `geo:` URI (RFC 5870) in words.
    private static func coordinates(_ uri: String, _ phrases: Phrases) -> String? {
        guard uri.hasPrefix("geo:") else { return nil }
        let numbers = uri.dropFirst(4).prefix { $0 != ";" }.split(separator: ",")
        guard numbers.count >= 2, let latitude = Double(numbers[0]), let longitude = Double(numbers[1]) else {
            return nil
        }
        func part(_ value: Double, _ digits: Substring, _ positive: String, _ negative: String) -> String {
            let magnitude = digits.hasPrefix("-") ? digits.dropFirst() : digits
            return phrases(value < 0 ? negative : positive, ["n": String(magnitude)])
        }
        return part(latitude, numbers[0], "geo.north", "geo.south") + " "
            + part(longitude, numbers[1], "geo.east", "geo.west")
    }
}

extension PercentEncoding {
    /// The characters that percent-encoded text stands for.
    static func unescaped(_ text: Substring) -> String {
        String(decoding: unescape(text.utf8), as: UTF8.self)
    }
}
