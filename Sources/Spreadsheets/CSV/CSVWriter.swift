// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Writes comma-separated values (RFC 4180) with a byte order mark, without which spreadsheet programs take
/// UTF-8 for something else.
package struct CSVWriter {
    /// The file so far.
    package private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    package init() {}

    /// Writes one record.
    package mutating func add(_ row: some Sequence<String>) {
        var isFirst = true
        for cell in row {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            add(cell)
        }
        bytes += "\r\n".utf8
    }

    private mutating func add(_ cell: String) {
        let special = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\""), 10, 13]
        guard cell.utf8.contains(where: special.contains) else {
            bytes += cell.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
