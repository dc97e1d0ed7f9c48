// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What XML Schema's `anyURI` takes: a URI reference of RFC 3986, where characters that a URI would have to
/// percent-encode (other than `[`, `]`, `#` and a `%` before two digits) may stand as they are.
enum URIReference {
    typealias Text = UnsafeBufferPointer<UInt8>

    static func isValid(_ text: Text) -> Bool {
        let fragment = text.firstIndex(of: UInt8(ascii: "#")) ?? text.count
        let query = text[..<fragment].firstIndex(of: UInt8(ascii: "?")) ?? fragment
        if fragment < text.count, !isCharacters(text[(fragment + 1)...], besides: brackets) { return false }
        if query < fragment, !isCharacters(text[(query + 1)..<fragment], besides: []) { return false }
        var start = 0
        if let colon = text[..<query].firstIndex(of: UInt8(ascii: ":")),
            !text[..<colon].contains(UInt8(ascii: "/"))
        {
            guard isScheme(text[..<colon]) else { return false }
            start = colon + 1
        }
        return isHierarchy(text[start..<query])
    }

    private static let brackets = [UInt8(ascii: "["), UInt8(ascii: "]")]

    private static func isScheme(_ text: Slice<Text>) -> Bool {
        guard let first = text.first, isLetter(first) else { return false }
        return text.allSatisfy { byte in
            isLetter(byte) || Lexical.isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".")
        }
    }

    /// An authority and a path, or a path.
    private static func isHierarchy(_ text: Slice<Text>) -> Bool {
        guard text.count >= 2, text[text.startIndex] == UInt8(ascii: "/"),
            text[text.startIndex + 1] == UInt8(ascii: "/")
        else { return isCharacters(text, besides: []) }
        let rest = text.dropFirst(2)
        let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        return isAuthority(rest[..<end]) && isCharacters(rest[end...], besides: [])
    }

    private static func isAuthority(_ text: Slice<Text>) -> Bool {
        var host = text
        if let at = text.firstIndex(of: UInt8(ascii: "@")) {
            guard isCharacters(text[..<at], besides: []) else { return false }
            host = text[(at + 1)...]
        }
        if host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) {
            let rest = host[(end + 1)...]
            return rest.isEmpty || rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst())
        }
        guard !host.contains(UInt8(ascii: "@")) else { return false }
        guard let colon = host.firstIndex(of: UInt8(ascii: ":")) else {
            return isCharacters(host, besides: [])
        }
        return isCharacters(host[..<colon], besides: []) && isPort(host[(colon + 1)...])
    }

    private static func isPort(_ text: Slice<Text>) -> Bool {
        text.allSatisfy(Lexical.isDigit)
    }

    private static func isCharacters(_ text: Slice<Text>, besides allowed: [UInt8]) -> Bool {
        var at = text.startIndex
        while at < text.endIndex {
            let byte = text[at]
            if byte == UInt8(ascii: "%") {
                guard at + 2 < text.endIndex, isHexDigit(text[at + 1]), isHexDigit(text[at + 2]) else {
                    return false
                }
                at += 2
            } else if byte == UInt8(ascii: "#") || brackets.contains(byte) && !allowed.contains(byte) {
                return false
            }
            at += 1
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        Lexical.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
