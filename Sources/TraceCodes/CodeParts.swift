// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Where the parts of a GS1 key lie in the bytes of a URN or Digital Link.
///
/// Nothing is copied: the ranges point into the bytes that were read.
struct CodeParts {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let key: GS1Key
    let isURN: Bool
    /// The key's value in a Digital Link, the company prefix in a URN.
    var lead: Range<Int>
    /// The digits or text after the company prefix of a URN.
    var reference: Range<Int> = 0..<0
    /// Piece and total of a piece's URN, four digits and a dot.
    var pieces: Range<Int> = 0..<0
    /// The serial of a URN whose key holds it (GRAI, GDTI, GCN).
    var serial: Range<Int> = 0..<0
    var qualifier: KeyQualifier?
    var qualifierValue: Range<Int> = 0..<0

    /// Finds the parts by shape alone: no check digit or character is judged. `nil` when there is no GS1 key.
    @inline(__always)
    init?(_ bytes: Bytes) {
        guard let first = bytes.first else { return nil }
        if first == UInt8(ascii: "u") {
            self.init(urn: bytes)
        } else if first | 0x20 == UInt8(ascii: "h") {
            self.init(link: bytes)
        } else {
            return nil
        }
    }

    init(key: GS1Key, isURN: Bool, lead: Range<Int>) {
        self.key = key
        self.isURN = isURN
        self.lead = lead
    }

    var scheme: CodeScheme {
        switch key {
        case .gtin:
            switch qualifier {
            case .serial: .sgtin
            case .lot: .lgtin
            case .thirdPartySerial: .upui
            default: .gtin
            }
        case .sscc: .sscc
        case .gdti: .gdti
        case .gcn: .sgcn
        case .ginc: .ginc
        case .gsin: .gsin
        case .gln: .sgln
        case .payTo: .payTo
        case .party: .pgln
        case .grai: .grai
        case .giai: .giai
        case .itip: .itip
        case .cpid: .cpi
        case .gmn: .gmn
        case .gsrnp: .gsrnp
        case .gsrn: .gsrn
        }
    }

    var level: Level {
        switch key {
        case .gtin, .itip:
            switch qualifier {
            case .serial, .thirdPartySerial: .instance
            case .lot: .lot
            default: .product
            }
        case .sscc, .ginc, .gsin, .giai: .instance
        case .gdti: hasSerial ? .document : .product
        case .grai, .gcn: hasSerial ? .instance : .product
        case .cpid: qualifier == nil ? .product : .instance
        case .gmn: .product
        case .gln: .place
        case .payTo, .party, .gsrn, .gsrnp: .party
        }
    }

    /// Whether the key's own value ends in a serial (GRAI, GDTI, GCN).
    private var hasSerial: Bool {
        isURN ? !serial.isEmpty : lead.count > (key.digits ?? 0)
    }

    /// The characters that a percent-encoded range stands for.
    @inline(__always)
    static func characters(_ bytes: Bytes, _ range: Range<Int>) -> Int {
        var count = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let (byte, width) = decoded(bytes, index, range.upperBound)
            // UTF-8 continuation bytes belong to the character before them.
            if byte & 0xc0 != 0x80 { count += 1 }
            index += width
        }
        return count
    }

    /// The byte that stands at `index`, percent-decoded, and how many bytes it takes there.
    @inline(__always)
    static func decoded(_ bytes: Bytes, _ index: Int, _ end: Int) -> (byte: UInt8, width: Int) {
        let byte = bytes[index]
        guard byte == ASCII.percent, index + 2 < end else { return (byte, 1) }
        let high = ASCII.hexValue(bytes[index + 1])
        let low = ASCII.hexValue(bytes[index + 2])
        return high < 0 || low < 0 ? (byte, 1) : (UInt8(high << 4 | low), 3)
    }
}
