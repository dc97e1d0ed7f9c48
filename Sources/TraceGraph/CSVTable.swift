// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A table as comma-separated text (RFC 4180) that spreadsheets open as it is meant.
///
/// It begins with a byte order mark, without which they guess the wrong character set for Chinese; a cell that
/// would run as a formula is shown as text.
package struct CSVTable: Sendable {
    /// The table as text.
    package private(set) var text = "\u{FEFF}"

    package init(_ header: [String]) {
        add(header)
    }

    /// Adds a row.
    package mutating func add(_ cells: [String]) {
        text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ value: String) -> String {
        var value = value
        if let first = value.first, "=+-@\t\r".contains(first), Double(value) == nil { value = "'" + value }
        guard value.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}
