// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads tables out of files.
package enum SheetReader {
    /// The table of a file: of a workbook the named sheet, else its first visible one.
    ///
    /// - Throws: ``SheetError``.
    package static func read(
        _ bytes: [UInt8],
        as format: SheetFormat,
        sheet: String? = nil,
        limits: SheetLimits = SheetLimits()
    ) throws(SheetError) -> Sheet {
        switch format {
        case .csv: try CSVReader.read(bytes, limits: limits)
        case .xlsx: try WorkbookReader.read(bytes, sheet: sheet, limits: limits)
        }
    }
}

/// The forms of a table.
package enum SheetFormat: String, Sendable, CaseIterable {
    case csv, xlsx

    /// By what stands at the begin of a file: workbooks are ZIP archives.
    package init(of bytes: [UInt8]) {
        self = bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: SheetFormat.compound) ? .xlsx : .csv
    }

    package var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// The head of workbooks of before 2007, and of those with a password.
    static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
}
