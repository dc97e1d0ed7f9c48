// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The grammar of a URI with a scheme (RFC 3986, appendix A).
enum URISyntax {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    static func isURI(_ text: Bytes) -> Bool {
        guard let colon = schemeEnd(text) else { return false }
        var at = colon + 1
        if at + 1 < text.count, text[at] == slash, text[at + 1] == slash {
            at += 2
            guard passAuthority(text, &at) else { return false }
        }
        guard pass(text, &at, .path) else { return false }
        if at < text.count, text[at] == UInt8(ascii: "?") {
            at += 1
            guard pass(text, &at, .query) else { return false }
        }
        if at < text.count, text[at] == UInt8(ascii: "#") {
            at += 1
            guard pass(text, &at, .query) else { return false }
        }
        return at == text.count
    }

    static func isURI(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isURI($0) }
    }

    private static let slash = UInt8(ascii: "/")

    /// The place of the colon after a well-formed scheme.
    private static func schemeEnd(_ text: Bytes) -> Int? {
        guard let first = text.first, Characters.letters.contains(first) else { return nil }
        for index in 1..<text.count {
            if text[index] == UInt8(ascii: ":") { return index }
            guard Characters.scheme.contains(text[index]) else { return nil }
        }
        return nil
    }

    /// Goes over the characters of the set and percent escapes; false at a broken escape.
    private static func pass(_ text: Bytes, _ at: inout Int, _ characters: Characters) -> Bool {
        while at < text.count {
            if characters.contains(text[at]) {
                at += 1
            } else if text[at] == UInt8(ascii: "%") {
                guard at + 2 < text.count, Characters.hex.contains(text[at + 1]),
                    Characters.hex.contains(text[at + 2])
                else { return false }
                at += 3
            } else {
                return true
            }
        }
        return true
    }

    /// `user@host:port`; stops at the `/`, `?` or `#` after it.
    private static func passAuthority(_ text: Bytes, _ at: inout Int) -> Bool {
        var end = at
        while end < text.count, text[end] != slash, text[end] != UInt8(ascii: "?"),
            text[end] != UInt8(ascii: "#")
        {
            end += 1
        }
        let authority = Bytes(rebasing: text[at..<end])
        at = end
        var host = 0
        if let sign = authority.firstIndex(of: UInt8(ascii: "@")) {
            guard pass(authority, &host, .user), host == sign else { return false }
            host = sign + 1
        }
        if host < authority.count, authority[host] == UInt8(ascii: "[") {
            guard let closing = authority[host...].firstIndex(of: UInt8(ascii: "]")),
                isAddress(Bytes(rebasing: authority[(host + 1)..<closing]))
            else { return false }
            host = closing + 1
        } else {
            guard pass(authority, &host, .host) else { return false }
        }
        guard host < authority.count else { return true }
        return authority[host] == UInt8(ascii: ":") && authority[(host + 1)...].allSatisfy(TextForm.isDigit)
    }

    /// What stands in brackets as a host: an IPv6 address, or `v1.` and the address of a later version.
    private static func isAddress(_ text: Bytes) -> Bool {
        guard let first = text.first else { return false }
        guard first | 0x20 == UInt8(ascii: "v") else {
            return text.contains(UInt8(ascii: ":")) && text.allSatisfy(Characters.address.contains)
        }
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot > 1, dot + 1 < text.count else {
            return false
        }
        return text[1..<dot].allSatisfy(Characters.hex.contains)
            && text[(dot + 1)...].allSatisfy(Characters.user.contains)
    }

    /// A set of ASCII characters.
    private struct Characters {
        private let low: UInt64
        private let high: UInt64

        init(_ text: StaticString) {
            var (low, high): (UInt64, UInt64) = (0, 0)
            for index in 0..<text.utf8CodeUnitCount {
                let byte = text.utf8Start[index]
                if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
            }
            self.low = low
            self.high = high
        }

        func contains(_ byte: UInt8) -> Bool {
            byte < 64 ? low >> UInt64(byte) & 1 != 0 : byte < 128 && high >> UInt64(byte - 64) & 1 != 0
        }

        static let letters = Characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        static let hex = Characters("0123456789ABCDEFabcdef")
        static let address = Characters("0123456789ABCDEFabcdef:.")
        static let scheme = Characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.")
        static let host = Characters(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;="
        )
        static let user = Characters(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:"
        )
        static let path = Characters(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/"
        )
        static let query = Characters(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?"
        )
    }
}
