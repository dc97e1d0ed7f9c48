// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads comma-separated values (RFC 4180), also those parted by semicolons or tabs.
struct CSVReader {
    private let bytes: ArraySlice<UInt8>
    private let delimiter: UInt8
    private var at: Int
    private var builder: SheetBuilder

    private static let quote = UInt8(ascii: "\"")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    static func read(_ bytes: [UInt8], limits: SheetLimits) throws(SheetError) -> Sheet {
        if bytes.starts(with: SheetFormat.compound) { throw SheetError(.locked) }
        let text = try TextDecoding.utf8(bytes)
        guard !text.contains(0) else { throw SheetError(.notATable) }
        var reader = CSVReader(text, limits: limits)
        return try reader.read()
    }

    private init(_ bytes: ArraySlice<UInt8>, limits: SheetLimits) {
        self.bytes = bytes
        at = bytes.startIndex
        delimiter = Self.delimiter(of: bytes)
        builder = SheetBuilder(name: nil, limits: limits)
    }

    private mutating func read() throws(SheetError) -> Sheet {
        var row = 1
        while at < bytes.endIndex {
            try builder.begin(row: row)
            try record()
            row += 1
        }
        return try builder.finish()
    }

    /// One record to the end of its line.
    private mutating func record() throws(SheetError) {
        var column = 0
        while true {
            let text = try field(column)
            if !text.isEmpty { try builder.add(.text(text), column: column) }
            column += 1
            guard at < bytes.endIndex else { return }
            let end = bytes[at]
            at += 1
            if end == delimiter { continue }
            if end == Self.carriageReturn, at < bytes.endIndex, bytes[at] == Self.lineFeed { at += 1 }
            return
        }
    }

    private mutating func field(_ column: Int) throws(SheetError) -> String {
        if at < bytes.endIndex, bytes[at] == Self.quote { return try quoted(column) }
        let start = at
        while at < bytes.endIndex, !isEnd(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func quoted(_ column: Int) throws(SheetError) -> String {
        let unclosed = SheetError(.quote, row: builder.row, column: column)
        var text: [UInt8] = []
        at += 1
        while true {
            guard at < bytes.endIndex else { throw unclosed }
            let byte = bytes[at]
            at += 1
            if byte != Self.quote {
                text.append(byte)
            } else if at < bytes.endIndex, bytes[at] == Self.quote {
                text.append(byte)
                at += 1
            } else {
                break
            }
            guard text.count <= builder.limits.cell else {
                throw SheetError(
                    .cellTooLong,
                    row: builder.row,
                    column: column,
                    expected: "\(builder.limits.cell)"
                )
            }
        }
        guard at == bytes.endIndex || isEnd(bytes[at]) else { throw unclosed }
        return String(decoding: text, as: UTF8.self)
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    /// The character among `,`, `;` and tab that stands most often in the first line that is not empty.
    private static func delimiter(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        var isEmpty = true
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lineFeed || byte == carriageReturn {
                if isEmpty { continue } else { break }
            }
            isEmpty = false
            counts[byte, default: 0] += 1
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? candidates[0]
    }
}
