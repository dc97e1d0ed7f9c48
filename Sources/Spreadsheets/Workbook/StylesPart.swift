// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// `xl/styles.xml`: which styles show numbers as dates.
final class StylesPart: PartListener {
    /// For each style of a cell, whether it shows a date or a time of day.
    private(set) var dateStyles: [Bool] = []
    private var ownFormats: [Int: Bool] = [:]
    private var isInCellStyles = false
    let wantsText = false

    func begin(_ name: String, _ attributes: PartAttributes) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"]
            else {
                return
            }
            ownFormats[id] = Self.isDate(code)
        case "cellXfs": isInCellStyles = true
        case "xf":
            guard isInCellStyles, dateStyles.count < 100_000 else { return }
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            dateStyles.append(ownFormats[id] ?? Self.isDate(id))
        default: break
        }
    }

    func end(_ name: String) {
        if name == "cellXfs" { isInCellStyles = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Formats that need no definition (ISO/IEC 29500-1, 18.8.30); those from 27 on are of Chinese versions.
    private static func isDate(_ id: Int) -> Bool {
        (14...22).contains(id) || (27...36).contains(id) || (50...58).contains(id)
    }

    /// A format is one of dates where it has the letters of one outside quotes, escapes and brackets. Spans of time
    /// such as `[h]:mm` are none.
    static func isDate(_ code: String) -> Bool {
        var letters = ""
        var isQuoted = false
        var isBracketed = false
        var bracket = ""
        var isEscaped = false
        for character in code {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                isQuoted = character != "\""
            } else if isBracketed {
                if character == "]" {
                    isBracketed = false
                    if !bracket.isEmpty, bracket.lowercased().allSatisfy("hms".contains) { return false }
                } else {
                    bracket.append(character)
                }
            } else {
                switch character {
                case "\\", "_", "*": isEscaped = true
                case "\"": isQuoted = true
                case "[": (isBracketed, bracket) = (true, "")
                case ";": return letters.contains(where: "ymdhs".contains)
                default: letters += character.lowercased()
                }
            }
        }
        return !letters.hasPrefix("general") && letters.contains(where: "ymdhs".contains)
    }
}
