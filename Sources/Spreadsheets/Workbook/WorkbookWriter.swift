// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CXLSXWriter
import Foundation

/// Writes a workbook with libxlsxwriter.
///
/// Confined to the thread that made it.
final class WorkbookWriter {
    private let path: String
    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private var isClosed = false

    init() throws(SheetError) {
        path = NSTemporaryDirectory() + "qiongsu-\(UUID().uuidString).xlsx"
        guard let book = workbook_new(path) else { throw SheetError(.unwritten) }
        self.book = book
    }

    deinit {
        if !isClosed { workbook_close(book) }
        unlink(path)
    }

    func addSheet(_ name: String) throws(SheetError) -> SheetWriter {
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw SheetError(.unwritten, sheet: name)
        }
        return SheetWriter(sheet: sheet, book: self)
    }

    /// The finished file.
    func finish() throws(SheetError) -> [UInt8] {
        isClosed = true
        guard workbook_close(book) == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path)
        else {
            throw SheetError(.unwritten)
        }
        return [UInt8](data)
    }

    fileprivate func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        guard style != CellStyle() else { return nil }
        if let format = formats[style] { return format }
        guard let format = workbook_add_format(book) else { return nil }
        if style.isBold { format_set_bold(format) }
        if style.isItalic { format_set_italic(format) }
        if style.wraps { format_set_text_wrap(format) }
        if let ink = style.ink { format_set_font_color(format, ink) }
        if let fill = style.fill { format_set_bg_color(format, fill) }
        if let number = style.number { format_set_num_format(format, number) }
        formats[style] = format
        return format
    }
}

/// How a cell looks.
struct CellStyle: Hashable {
    var isBold = false
    var isItalic = false
    var wraps = false
    /// Colours as 0xRRGGBB.
    var ink: UInt32?
    var fill: UInt32?
    /// The format of numbers and dates; `@` is text.
    var number: String?
}

/// One sheet of a workbook that is being written. Rows and columns count from 0.
struct SheetWriter {
    fileprivate let sheet: UnsafeMutablePointer<lxw_worksheet>
    fileprivate let book: WorkbookWriter

    func write(_ cell: SheetCell, row: Int, column: Int, _ style: CellStyle = CellStyle()) {
        let (row, column, format) = (UInt32(row), UInt16(column), book.format(style))
        switch cell {
        case .text(let text), .error(let text):
            worksheet_write_string(sheet, row, column, text, format)
        case .number(let text):
            if let number = Double(text) {
                worksheet_write_number(sheet, row, column, number, format)
            } else {
                worksheet_write_string(sheet, row, column, text, format)
            }
        case .boolean(let boolean):
            worksheet_write_boolean(sheet, row, column, boolean ? 1 : 0, format)
        case .date(let text):
            guard var date = lxw_datetime(text) else {
                worksheet_write_string(sheet, row, column, text, format)
                return
            }
            var style = style
            // In the format of text it would show as a number.
            style.number = text.count > 10 ? DateFormat.time : DateFormat.day
            worksheet_write_datetime(sheet, row, column, &date, book.format(style))
        }
    }

    /// Paints a cell in which nothing stands.
    func fill(row: Int, column: Int, _ style: CellStyle) {
        worksheet_write_blank(sheet, UInt32(row), UInt16(column), book.format(style))
    }

    func comment(_ text: String, row: Int, column: Int) {
        var options = lxw_comment_options()
        options.x_scale = 2
        options.y_scale = 1 + Double(min(text.count, 800)) / 100
        worksheet_write_comment_opt(sheet, UInt32(row), UInt16(column), String(text.prefix(2000)), &options)
    }

    /// The width of a column in characters, and the format of its empty cells.
    func column(_ column: Int, width: Double, _ style: CellStyle = CellStyle()) {
        worksheet_set_column(sheet, UInt16(column), UInt16(column), width, book.format(style))
    }

    func freeze(rows: Int, columns: Int) { worksheet_freeze_panes(sheet, UInt32(rows), UInt16(columns)) }

    /// Offers the cells of another sheet as a list; other values are warned of, because ids are right as well.
    func offer(_ source: String, column: Int, from first: Int, through last: Int) {
        source.withMutableCString { formula in
            var validation = lxw_data_validation()
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = formula
            add(&validation, column: column, from: first, through: last)
        }
    }

    /// Warns of numbers outside a range.
    func limit(_ range: ClosedRange<Double>, isWhole: Bool, column: Int, from first: Int, through last: Int) {
        var validation = lxw_data_validation()
        let type = isWhole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL
        validation.validate = UInt8(type.rawValue)
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        validation.minimum_number = range.lowerBound
        validation.maximum_number = range.upperBound
        add(&validation, column: column, from: first, through: last)
    }

    private func add(
        _ validation: inout lxw_data_validation,
        column: Int,
        from first: Int,
        through last: Int
    ) {
        validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        let column = UInt16(column)
        worksheet_data_validation_range(sheet, UInt32(first), column, UInt32(last), column, &validation)
    }
}

/// The formats in which dates are shown.
enum DateFormat {
    static let day = "yyyy-mm-dd"
    static let time = "yyyy-mm-dd hh:mm:ss"
}

extension lxw_datetime {
    /// Of `2026-03-01` with or without a time of day.
    fileprivate init?(_ text: String) {
        let halves = text.split(separator: "T")
        let day = halves.first?.split(separator: "-").compactMap { Int32($0) } ?? []
        let time = halves.dropFirst().first?.split(separator: ":").compactMap { Double($0) } ?? [0, 0, 0]
        guard halves.count <= 2, day.count == 3, time.count == 3, (1900...9999).contains(day[0]),
            (1...12).contains(day[1]), (1...31).contains(day[2]),
            time.allSatisfy({ (0..<60).contains($0) })
        else { return nil }
        self.init(
            year: day[0],
            month: day[1],
            day: day[2],
            hour: Int32(time[0]),
            min: Int32(time[1]),
            sec: time[2]
        )
    }
}

extension String {
    fileprivate func withMutableCString(_ work: (UnsafeMutablePointer<CChar>) -> Void) {
        var bytes = utf8CString.map { $0 }
        bytes.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { work(start) } }
    }
}
