// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeParts {
    /// Finds a GS1 key in a Digital Link of any domain and path stem.
    ///
    /// Pairs of name and value are walked from the end of the path until a key is met. Query and fragment are
    /// left aside, a consumer product variant too, and a lot where there is a serial number: the constrained
    /// form of CBV 2.0, section 8.9.2.
    @inline(__always)
    init?(link bytes: Bytes) {
        guard let path = Self.path(of: bytes) else { return nil }
        var end = path.upperBound
        var seen: UInt16 = 0
        var qualifier: KeyQualifier?
        var qualifierValue = 0..<0
        while true {
            guard let pair = Self.lastPair(bytes, path.lowerBound, end),
                let name = LinkName(bytes, pair.name)
            else { return nil }
            switch name {
            case .key(let key):
                guard Self.hasShape(key, bytes, pair.value), Self.allows(key, seen) else { return nil }
                self.init(key: key, isURN: false, lead: pair.value)
                guard let qualifier else { return }
                guard Self.characters(bytes, qualifierValue) <= qualifier.longest else { return nil }
                // TDS writes "no extension" as 0.
                if qualifier == .locationExtension, qualifierValue.count == 1,
                    bytes[qualifierValue.lowerBound] == ASCII.zero
                {
                    return
                }
                self.qualifier = qualifier
                self.qualifierValue = qualifierValue
                return
            case .qualifier(let found):
                guard !pair.value.isEmpty, seen & 1 << UInt16(found.rawValue) == 0 else { return nil }
                seen |= 1 << UInt16(found.rawValue)
                if Self.rank(found) > Self.rank(qualifier) {
                    qualifier = found
                    qualifierValue = pair.value
                }
                end = pair.name.lowerBound - 1
            }
        }
    }

    /// Where the path of an `http` or `https` URI lies: from its first slash to the query or fragment, without a
    /// slash at its end.
    @inline(__always)
    static func path(of bytes: Bytes) -> Range<Int>? {
        var index: Int
        if ASCII.standsInAnyCase("https://", in: bytes, at: 0) {
            index = 8
        } else if ASCII.standsInAnyCase("http://", in: bytes, at: 0) {
            index = 7
        } else {
            return nil
        }
        let host = index
        while index < bytes.count, bytes[index] != ASCII.slash { index += 1 }
        guard index > host, index < bytes.count else { return nil }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "?"), bytes[index] != UInt8(ascii: "#") {
            index += 1
        }
        return start..<(bytes[index - 1] == ASCII.slash ? index - 1 : index)
    }

    /// The last name and value before `end`, with a slash before each.
    @inline(__always)
    static func lastPair(_ bytes: Bytes, _ start: Int, _ end: Int) -> (name: Range<Int>, value: Range<Int>)? {
        var slash = end - 1
        while slash >= start, bytes[slash] != ASCII.slash { slash -= 1 }
        guard slash > start else { return nil }
        var before = slash - 1
        while before >= start, bytes[before] != ASCII.slash { before -= 1 }
        guard before >= start else { return nil }
        return (before + 1..<slash, slash + 1..<end)
    }

    @inline(__always)
    static func hasShape(_ key: GS1Key, _ bytes: Bytes, _ value: Range<Int>) -> Bool {
        guard let digits = key.digits else {
            // The shortest company prefix has four digits.
            return value.count > 4
                && ASCII.areDigits(bytes, value.lowerBound..<value.lowerBound + 4)
                && characters(bytes, value) <= key.longest
        }
        if key == .gtin {
            return (value.count >= 12 && value.count <= 14 || value.count == 8)
                && ASCII.areDigits(bytes, value)
        }
        guard value.count >= digits,
            ASCII.areDigits(bytes, value.lowerBound..<value.lowerBound + digits)
        else { return false }
        return value.count == digits || characters(bytes, value) <= key.longest
    }

    @inline(__always)
    private static func allows(_ key: GS1Key, _ seen: UInt16) -> Bool {
        guard seen != 0 else { return true }
        for qualifier in KeyQualifier.allCases
        where seen & 1 << UInt16(qualifier.rawValue) != 0 && !key.allows(qualifier) {
            return false
        }
        return true
    }

    /// The finest qualifier is kept; a variant never is.
    @inline(__always)
    private static func rank(_ qualifier: KeyQualifier?) -> Int {
        switch qualifier {
        case nil, .variant: 0
        case .lot: 1
        default: 2
        }
    }
}
