// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A ZIP archive whose parts are stored as they are (APPNOTE 4.3).
struct StoredArchive {
    private var parts: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        let offset = UInt32(parts.count)
        var head = Self.little(UInt16(20)) + Self.little(UInt16(0)) + Self.little(UInt16(0))
        head += Self.little(UInt32(0x21_0000)) + Self.little(Self.checksum(bytes))
        head += Self.little(UInt32(bytes.count)) + Self.little(UInt32(bytes.count))
        head += Self.little(UInt16(name.utf8.count)) + Self.little(UInt16(0))
        parts += [0x50, 0x4B, 3, 4] + head + Array(name.utf8) + bytes
        directory += [0x50, 0x4B, 1, 2] + Self.little(UInt16(20)) + head
        // Comment, disk, attributes inside and outside.
        directory += [UInt8](repeating: 0, count: 10) + Self.little(offset) + Array(name.utf8)
        count += 1
    }

    func bytes() -> [UInt8] {
        parts + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.little(count) + Self.little(count)
            + Self.little(UInt32(directory.count)) + Self.little(UInt32(parts.count)) + [0, 0]
    }

    private static func little(_ value: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// CRC-32 (ISO 3309).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
