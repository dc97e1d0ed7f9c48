// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation

/// `xl/worksheets/sheet1.xml`: the cells.
final class SheetPart: PartListener {
    private let name: String
    private let texts: [String]
    private let dateStyles: [Bool]
    private let dates: SerialDate
    private var builder: SheetBuilder
    private(set) var wantsText = false

    /// The cell that is being read.
    private var column = -1
    private var type = ""
    private var style = 0
    private var value: [UInt8] = []
    private var isInPhonetics = false

    init(name: String, texts: [String], dateStyles: [Bool], dates: SerialDate, limits: SheetLimits) {
        self.name = name
        self.texts = texts
        self.dateStyles = dateStyles
        self.dates = dates
        builder = SheetBuilder(name: name, limits: limits)
    }

    /// The sheet, once the part is read.
    func sheet() throws(SheetError) -> Sheet { try builder.finish() }

    func begin(_ name: String, _ attributes: PartAttributes) throws(SheetError) {
        switch name {
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? builder.row + 1
            guard (1...1_048_576).contains(number) else { throw SheetError(.corrupt, sheet: self.name) }
            try builder.begin(row: number)
            column = -1
        case "c":
            column =
                try attributes["r"].map { (name) throws(SheetError) in
                    guard let column = Self.column(name) else { throw fault(.corrupt) }
                    return column
                } ?? column + 1
            type = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) } ?? 0
            value.removeAll(keepingCapacity: true)
        case "rPh": isInPhonetics = true
        case "v": wantsText = true
        case "t": wantsText = type == "inlineStr" && !isInPhonetics
        default: break
        }
    }

    func end(_ name: String) throws(SheetError) {
        switch name {
        case "v", "t": wantsText = false
        case "rPh": isInPhonetics = false
        case "c":
            if let cell = try cell() { try builder.add(cell, column: column) }
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        guard value.count + bytes.count <= builder.limits.cell else {
            throw fault(.cellTooLong, expected: "\(builder.limits.cell)")
        }
        value += bytes
    }

    private func cell() throws(SheetError) -> SheetCell? {
        guard !value.isEmpty else { return nil }
        switch type {
        case "inlineStr", "str":
            return .text(EscapedText.decoded(value))
        case "s":
            guard let index = Int(String(decoding: value, as: UTF8.self)), texts.indices.contains(index)
            else {
                throw fault(.corrupt)
            }
            return texts[index].isEmpty ? nil : .text(texts[index])
        case "b":
            return .boolean(value.first == UInt8(ascii: "1"))
        case "e":
            return .error(String(decoding: value, as: UTF8.self))
        case "d":
            return .date(String(decoding: value, as: UTF8.self))
        default:
            return try number(String(decoding: value, as: UTF8.self))
        }
    }

    private func number(_ text: String) throws(SheetError) -> SheetCell {
        guard let number = Double(text), number.isFinite else { throw fault(.corrupt) }
        if dateStyles.indices.contains(style), dateStyles[style], let date = dates.text(number) {
            return .date(date)
        }
        return .number(Self.shown(number))
    }

    private func fault(_ code: SheetError.Code, expected: String? = nil) -> SheetError {
        SheetError(code, sheet: name, row: builder.row, column: max(0, column), expected: expected)
    }

    /// Workbooks hold 17 digits, of which the last two are rounding; programs show 15.
    static func shown(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return String(format: "%.15G", number)
    }

    /// The column of a cell's name: `AB12` is 27.
    static func column(_ name: String) -> Int? {
        var column = 0
        for byte in name.utf8 {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { break }
            column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            guard column < 1_000_000 else { return nil }
        }
        return column == 0 ? nil : column - 1
    }
}
