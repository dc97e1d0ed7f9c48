// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Finds which of many texts occur in a long one, in one pass: by their last bytes, which differ where beginnings do
/// not.
///
/// Works by pointers: tests are not optimised, and arrays cost them thirty times as much.
struct TextFinder: Sendable {
    /// Texts of eight bytes and more by the last eight, shorter ones by the last four.
    private var byEnd: [UInt64: [[UInt8]]] = [:]
    /// Whether a text ends so: nearly all places are passed over by a look at this.
    private var marks = [Bool](repeating: false, count: 1 << Self.bits)

    private static let bits: UInt64 = 20
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// - Parameter texts: each of four bytes or more.
    init(_ texts: some Sequence<String>) {
        for text in texts {
            let bytes = Array(text.utf8)
            let end = bytes.suffix(bytes.count < 8 ? 4 : 8).reduce(0) { $0 << 8 | UInt64($1) }
            marks[Int((end &* Self.factor) >> (64 - Self.bits))] = true
            byEnd[end, default: []].append(bytes)
        }
    }

    /// The texts that occur, as they are or percent-encoded, once or twice.
    func found(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var bytes = bytes
        for _ in 0..<3 {
            search(bytes, &found)
            let decoded = Self.decoded(bytes)
            guard decoded.count < bytes.count else { break }
            bytes = decoded
        }
        return found
    }

    private func search(_ bytes: [UInt8], _ found: inout Set<String>) {
        let count = bytes.count
        marks.withUnsafeBufferPointer { marks in
            bytes.withUnsafeBufferPointer { text in
                guard let marks = marks.baseAddress, let start = text.baseAddress else { return }
                let (factor, shift) = (Self.factor, 64 - Self.bits)
                var end: UInt64 = 0
                var index = 0
                while index < count {
                    end = end << 8 | UInt64(start[index])
                    index += 1
                    if marks[Int((end &* factor) >> shift)] {
                        add(byEnd[end], before: start + index, index, &found)
                    }
                    let short = end & 0xFFFF_FFFF
                    if marks[Int((short &* factor) >> shift)] {
                        add(byEnd[short], before: start + index, index, &found)
                    }
                }
            }
        }
    }

    private func add(
        _ texts: [[UInt8]]?,
        before place: UnsafePointer<UInt8>,
        _ length: Int,
        _ found: inout Set<String>
    ) {
        for text in texts ?? [] where Self.ends(place, length, with: text) {
            found.insert(String(decoding: text, as: UTF8.self))
        }
    }

    /// Whether the bytes before a place end with a text.
    private static func ends(_ place: UnsafePointer<UInt8>, _ length: Int, with text: [UInt8]) -> Bool {
        let count = text.count
        return text.withUnsafeBufferPointer { text in
            guard count <= length, let text = text.baseAddress else { return false }
            var index = count - 1
            while index >= 0, place[index - count] == text[index] { index -= 1 }
            return index < 0
        }
    }

    /// What percent-encoded bytes stand for.
    private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        let count = bytes.count
        return bytes.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return [] }
            return [UInt8](unsafeUninitializedCapacity: count) { out, written in
                guard let out = out.baseAddress else { return }
                var index = 0
                var length = 0
                while index < count {
                    var byte = start[index]
                    index += 1
                    if byte == 0x25, index + 2 <= count {
                        let (high, low) = (digit(start[index]), digit(start[index + 1]))
                        if high < 16, low < 16 {
                            byte = high << 4 | low
                            index += 2
                        }
                    }
                    out[length] = byte
                    length += 1
                }
                written = length
            }
        }
    }

    /// The value of a hexadecimal digit; more than 15 for other characters.
    private static func digit(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: 16
        }
    }
}
