// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// Entries of a text with one JSON object a line, and what is wrong with the other lines.
package struct RegistryImport: Sendable {
    /// In the order of their lines.
    package private(set) var entries: [RegistryEntry] = []
    package private(set) var faults: [RegistryFault] = []
    /// Lines that are not empty.
    package private(set) var lines = 0

    /// The most faults that are told of one text.
    private static let faultLimit = 1000
    /// The most lines of one text.
    package static let lineLimit = 500_000

    package init(_ text: [UInt8], book: ProfileBook, regions: RegionTable) {
        var number = 0
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            lines += 1
            guard lines <= Self.lineLimit else {
                let limit = "≤ \(Self.lineLimit)"
                faults.append(
                    RegistryFault(line: number, field: "line", reason: .tooLong, value: nil, expected: limit)
                )
                return
            }
            var reader = EntryReader(line: number, book: book, regions: regions)
            // A byte order mark may stand before the first line.
            let isMarked = number == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
            if let entry = reader.read(Array(isMarked ? bytes.dropFirst(3) : bytes)) { entries.append(entry) }
            faults += reader.faults.prefix(max(0, Self.faultLimit - faults.count))
        }
    }
}
