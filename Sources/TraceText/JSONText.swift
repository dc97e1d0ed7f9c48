// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The inside of a JSON string, between its quotes.
enum JSONText {
    /// The text of checked string bytes. Escapes were checked when the document was parsed.
    static func decode(_ raw: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> String {
        guard isEscaped else { return String(decoding: raw, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: raw.count) { decode(raw, into: $0) }
    }

    private static func decode(
        _ raw: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var read = 0
        var written = 0
        while read < raw.count {
            let byte = raw[read]
            read += 1
            guard byte == UInt8(ascii: "\\") else {
                target[written] = byte
                written += 1
                continue
            }
            let kind = raw[read]
            read += 1
            if kind == UInt8(ascii: "u") {
                for unit in UTF8.encode(scalar(in: raw, &read)).map(Array.init) ?? [] {
                    target[written] = unit
                    written += 1
                }
            } else {
                target[written] = plain(kind)
                written += 1
            }
        }
        return written
    }

    private static func scalar(in raw: UnsafeBufferPointer<UInt8>, _ read: inout Int) -> Unicode.Scalar {
        func unit() -> UInt32 {
            defer { read += 4 }
            return raw[read..<read + 4].reduce(0) { $0 << 4 | UInt32(Hex.value(of: $1) ?? 0) }
        }
        let first = unit()
        guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        read += 2
        let second = unit()
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
    }

    private static func plain(_ kind: UInt8) -> UInt8 {
        switch kind {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: kind
        }
    }
}
