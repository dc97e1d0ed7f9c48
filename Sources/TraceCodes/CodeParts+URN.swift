// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeParts {
    /// The three kinds of EPC URN that name units.
    enum URNKind {
        case id, idClass, pattern
    }

    /// The kind and scheme of an EPC URN, and where its fields begin.
    @inline(__always)
    static func urnHead(_ bytes: Bytes) -> (kind: URNKind, scheme: Range<Int>, fields: Int)? {
        guard ASCII.stands("urn:epc:", in: bytes, at: 0) else { return nil }
        let kind: URNKind
        let start: Int
        if ASCII.stands("id:", in: bytes, at: 8) {
            (kind, start) = (.id, 11)
        } else if ASCII.stands("class:", in: bytes, at: 8) {
            (kind, start) = (.idClass, 14)
        } else if ASCII.stands("idpat:", in: bytes, at: 8) {
            (kind, start) = (.pattern, 14)
        } else {
            return nil
        }
        var colon = start
        while colon < bytes.count, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
        guard colon < bytes.count else { return nil }
        return (kind, start..<colon, colon + 1)
    }

    /// Finds a GS1 key in an EPC URN, an EPC class URN, or a pattern that names a class.
    @inline(__always)
    init?(urn bytes: Bytes) {
        guard let (kind, name, start) = Self.urnHead(bytes),
            let scheme = EPCScheme(word: ASCII.word(bytes, name)), let key = scheme.key
        else { return nil }
        switch kind {
        case .id: guard scheme != .lgtin else { return nil }
        case .idClass: guard scheme == .lgtin else { return nil }
        case .pattern: guard scheme.hasClass else { return nil }
        }
        let dot = Self.dot(bytes, from: start)
        let company = start..<dot
        guard dot < bytes.count, company.count >= 6, company.count <= 12, ASCII.areDigits(bytes, company)
        else { return nil }
        self.init(key: key, isURN: true, lead: company)
        if let digits = scheme.digits {
            guard let serial = readDigits(bytes, scheme, total: digits) else { return nil }
            if !readSerial(bytes, scheme, serial, kind) { return nil }
        } else if !readText(bytes, scheme, kind) {
            return nil
        }
    }

    /// Reads the reference, and the pieces of an ITIP; answers where the serial begins.
    @inline(__always)
    private mutating func readDigits(_ bytes: Bytes, _ scheme: EPCScheme, total: Int) -> Int? {
        let start = lead.upperBound + 1
        var end = start + total - lead.count
        guard end <= bytes.count, ASCII.areDigits(bytes, start..<end) else { return nil }
        reference = start..<end
        if scheme == .itip {
            guard end + 6 <= bytes.count, bytes[end] == ASCII.dot, bytes[end + 3] == ASCII.dot,
                ASCII.areDigits(bytes, end + 1..<end + 3), ASCII.areDigits(bytes, end + 4..<end + 6)
            else { return nil }
            pieces = end + 1..<end + 6
            end += 6
        }
        return end
    }

    /// Reads what follows the digits: nothing, or a dot and the serial.
    @inline(__always)
    private mutating func readSerial(
        _ bytes: Bytes,
        _ scheme: EPCScheme,
        _ start: Int,
        _ kind: URNKind
    ) -> Bool {
        guard scheme.longestSerial > 0 else { return start == bytes.count }
        guard start + 1 < bytes.count, bytes[start] == ASCII.dot else { return false }
        let value = start + 1..<bytes.count
        let isStar = value.count == 1 && bytes[value.lowerBound] == ASCII.star
        if kind == .pattern { return isStar }
        guard Self.characters(bytes, value) <= scheme.longestSerial else { return false }
        guard let qualifier = scheme.qualifier else {
            serial = value
            return true
        }
        if scheme == .sgln, value.count == 1, bytes[value.lowerBound] == ASCII.zero { return true }
        self.qualifier = qualifier
        qualifierValue = value
        return true
    }

    /// Reads the reference of GIAI, GINC and CPI, and the serial of CPI.
    @inline(__always)
    private mutating func readText(_ bytes: Bytes, _ scheme: EPCScheme, _ kind: URNKind) -> Bool {
        var end = bytes.count
        if scheme == .cpi {
            var last = bytes.count - 1
            while bytes[last] != ASCII.dot { last -= 1 }
            let value = last + 1..<bytes.count
            guard last > lead.upperBound, !value.isEmpty, value.count <= scheme.longestSerial else {
                return false
            }
            if kind == .pattern {
                guard value.count == 1, bytes[value.lowerBound] == ASCII.star else { return false }
            } else {
                qualifier = .componentSerial
                qualifierValue = value
            }
            end = last
        }
        reference = lead.upperBound + 1..<end
        return lead.count + Self.characters(bytes, reference) <= key.longest
    }

    @inline(__always)
    private static func dot(_ bytes: Bytes, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != ASCII.dot { index += 1 }
        return index
    }
}
