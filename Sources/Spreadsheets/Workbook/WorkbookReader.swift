// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads one sheet of a workbook (ISO/IEC 29500, SpreadsheetML).
enum WorkbookReader {
    /// - Parameter sheet: the name of the sheet; where there is none of it, the first visible one is read.
    static func read(_ bytes: [UInt8], sheet: String?, limits: SheetLimits) throws(SheetError) -> Sheet {
        let parts = try PackedParts(bytes, limit: limits.unpacked)
        let book = WorkbookPart()
        guard try PartParser.read("xl/workbook.xml", of: parts, book) else { throw SheetError(.notATable) }
        let relations = RelationsPart()
        _ = try PartParser.read("xl/_rels/workbook.xml.rels", of: parts, relations)
        let visible = book.sheets.first { !$0.isHidden } ?? book.sheets.first
        guard let chosen = book.sheets.first(where: { $0.name == sheet }) ?? visible,
            let target = relations.targets[chosen.relation]
        else { throw SheetError(.notATable) }
        let texts = TextsPart(limits: limits)
        _ = try PartParser.read(
            relations.path(ofType: "sharedStrings") ?? "xl/sharedStrings.xml",
            of: parts,
            texts
        )
        let styles = StylesPart()
        _ = try PartParser.read(relations.path(ofType: "styles") ?? "xl/styles.xml", of: parts, styles)
        let part = SheetPart(
            name: chosen.name,
            texts: texts.texts,
            dateStyles: styles.dateStyles,
            dates: SerialDate(since1904: book.since1904),
            limits: limits
        )
        guard try PartParser.read(target, of: parts, part) else {
            throw SheetError(.corrupt, sheet: chosen.name)
        }
        return try part.sheet()
    }
}

/// `xl/workbook.xml`: the names of the sheets.
final class WorkbookPart: PartListener {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var since1904 = false
    let wantsText = false

    func begin(_ name: String, _ attributes: PartAttributes) {
        switch name {
        case "sheet":
            guard let title = attributes["name"], let relation = attributes["id"], sheets.count < 1000 else {
                return
            }
            sheets.append((title, relation, attributes["state"] ?? "visible" != "visible"))
        case "workbookPr":
            since1904 = ["1", "true"].contains(attributes["date1904"])
        default: break
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// `xl/_rels/workbook.xml.rels`: where the parts lie.
final class RelationsPart: PartListener {
    /// Paths by the ids of relations.
    private(set) var targets: [String: String] = [:]
    private var types: [String: String] = [:]
    let wantsText = false

    func begin(_ name: String, _ attributes: PartAttributes) {
        guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
            attributes["TargetMode"] != "External", targets.count < 5000
        else { return }
        let path = Self.path(target)
        targets[id] = path
        if let type = attributes["Type"]?.split(separator: "/").last { types[String(type)] = path }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The path of a part of a kind, such as `styles`.
    func path(ofType type: String) -> String? { types[type] }

    /// Targets are written from the folder of the workbook on, or with a slash from the root.
    private static func path(_ target: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var folders = ["xl"]
        for step in target.split(separator: "/") {
            if step == ".." { _ = folders.popLast() } else if step != "." { folders.append(String(step)) }
        }
        return folders.joined(separator: "/")
    }
}

/// `xl/sharedStrings.xml`: texts that cells name by their number.
final class TextsPart: PartListener {
    private(set) var texts: [String] = []
    private var current: [UInt8] = []
    private var isInPhonetics = false
    private(set) var wantsText = false
    private let limits: SheetLimits

    init(limits: SheetLimits) {
        self.limits = limits
    }

    func begin(_ name: String, _ attributes: PartAttributes) {
        switch name {
        case "si": current.removeAll(keepingCapacity: true)
        case "rPh": isInPhonetics = true
        case "t": wantsText = !isInPhonetics
        default: break
        }
    }

    func end(_ name: String) throws(SheetError) {
        switch name {
        case "si":
            guard texts.count < limits.cells else {
                throw SheetError(.tooLarge, expected: "\(limits.cells)")
            }
            texts.append(EscapedText.decoded(current))
        case "rPh": isInPhonetics = false
        case "t": wantsText = false
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        guard current.count + bytes.count <= limits.cell else {
            throw SheetError(.cellTooLong, expected: "\(limits.cell)")
        }
        current += bytes
    }
}

/// Text of a cell, in which `_x000D_` stands for a character that XML cannot hold.
enum EscapedText {
    static func decoded(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("_x") else { return text }
        var decoded: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if let unit = unit(bytes, at) {
                decoded += unit
                at += 7
            } else {
                decoded.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func unit(_ bytes: [UInt8], _ at: Int) -> [UInt8]? {
        guard at + 7 <= bytes.count, bytes[at] == UInt8(ascii: "_"), bytes[at + 1] == UInt8(ascii: "x"),
            bytes[at + 6] == UInt8(ascii: "_"),
            let value = UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        return Array(String(scalar).utf8)
    }
}
