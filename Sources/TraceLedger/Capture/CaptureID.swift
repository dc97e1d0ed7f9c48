// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// IDs of capture jobs: the time of capture, so that they list in order, and 64 random bits, so that nobody
/// guesses them.
enum CaptureID {
    /// - Parameter time: microseconds since 1970.
    static func next(at time: Int64) -> String {
        hex(UInt64(bitPattern: time)) + hex(.random(in: .min ... .max))
    }

    private static func hex(_ value: UInt64) -> String {
        Hex.string((0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) })
    }
}
