// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Finds which of many texts occur in a long one, in one pass: by their last four bytes, which differ where beginnings
/// do not.
struct TextFinder {
    private var byEnd: [UInt32: [[UInt8]]] = [:]
    /// Whether a text ends with two bytes: most places are passed over by a look at this.
    private var ends = [Bool](repeating: false, count: 1 << 16)

    /// - Parameter texts: each of four bytes or more.
    init(_ texts: some Sequence<String>) {
        for text in texts {
            let bytes = Array(text.utf8)
            ends[Int(bytes[bytes.count - 2]) << 8 | Int(bytes[bytes.count - 1])] = true
            byEnd[bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }, default: []].append(bytes)
        }
    }

    func found(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var end: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            end = end << 8 | UInt32(byte)
            guard ends[Int(end & 0xFFFF)], let candidates = byEnd[end] else { continue }
            for candidate in candidates where candidate.count <= index + 1 {
                if bytes[(index + 1 - candidate.count)...index].elementsEqual(candidate) {
                    found.insert(String(decoding: candidate, as: UTF8.self))
                }
            }
        }
        return found
    }
}
