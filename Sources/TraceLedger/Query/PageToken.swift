// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Where the next page of an answer begins, as a client carries it: opaque, checked, and only for a time.
///
/// It holds the record time at which the first page was read, so that no page shows what was captured since,
/// and a position instead of an offset, so that nothing is skipped or repeated. The check finds damage and
/// tokens of other queries; what a token holds is no secret.
package struct PageToken: Sendable, Equatable {
    let fingerprint: UInt64
    /// The last record time that counts, in microseconds since 1970.
    let frozen: Int64
    /// How many events `eventCountLimit` leaves.
    let remaining: Int?
    let position: QueryPosition
    /// Milliseconds since 1970.
    package let expires: Int64

    /// How long a token holds, in milliseconds.
    package static let lifetime: Int64 = 3_600_000
    private static let version: UInt8 = 1

    init(fingerprint: UInt64, frozen: Int64, remaining: Int?, position: QueryPosition, expires: Int64) {
        self.fingerprint = fingerprint
        self.frozen = frozen
        self.remaining = remaining
        self.position = position
        self.expires = expires
    }

    /// Reads a token; nil for a text that is none.
    package init?(_ text: String) {
        guard text.utf8.count <= 16_384, let bytes = Hex.bytes(text), bytes.count >= 50,
            bytes[0] == Self.version
        else { return nil }
        let body = Array(bytes.dropLast(8))
        guard Self.checksum(of: body) == Self.integer(bytes.suffix(8)) else { return nil }
        func field(_ index: Int) -> Int64 {
            Int64(bitPattern: Self.integer(body[(1 + index * 8)..<(9 + index * 8)]))
        }
        let key = body.dropFirst(42)
        switch body[41] {
        case 1: position = QueryPosition(value: field(4), field: .missing)
        case 2:
            position = QueryPosition(
                value: field(4),
                field: .number(Double(bitPattern: Self.integer(key.prefix(8))))
            )
        case 3: position = QueryPosition(value: field(4), field: .text(String(decoding: key, as: UTF8.self)))
        default: position = QueryPosition(value: field(4))
        }
        fingerprint = UInt64(bitPattern: field(0))
        frozen = field(1)
        remaining = field(2) < 0 ? nil : Int(field(2))
        expires = field(3)
    }

    /// The token as text that may stand in a URL.
    package var text: String {
        var bytes: [UInt8] = [Self.version]
        func append(_ value: UInt64) {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
            }
        }
        append(fingerprint)
        append(UInt64(bitPattern: frozen))
        append(UInt64(bitPattern: Int64(remaining ?? -1)))
        append(UInt64(bitPattern: expires))
        append(UInt64(bitPattern: position.value))
        switch position.field {
        case nil: bytes.append(0)
        case .missing: bytes.append(1)
        case .number(let number):
            bytes.append(2)
            append(number.bitPattern)
        case .text(let text):
            bytes.append(3)
            bytes += text.utf8
        }
        append(Self.checksum(of: bytes))
        return Hex.string(bytes)
    }

    private static func checksum(of bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBufferPointer { StableHash.of($0) } ^ 0x7161_6765_746f_6b65
    }

    private static func integer(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
