// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import TraceTesting

/// Workbooks put together part by part, right or wrong.
enum Packed {
    /// A workbook of one sheet in which the third style shows dates.
    static func workbook(sheet: String, texts: String? = nil) throws -> [UInt8] {
        var parts = [
            "xl/workbook.xml": """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>
            """,
            "xl/_rels/workbook.xml.rels": """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>
            """,
            "xl/worksheets/sheet1.xml": sheet,
        ]
        parts["xl/sharedStrings.xml"] = texts
        return try archive(parts)
    }

    /// A ZIP archive of some parts, made by Python's own library.
    static func archive(_ parts: [String: String]) throws -> [UInt8] {
        let list = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID().uuidString).json")
        try JSONEncoder().encode(parts).write(to: list)
        defer { try? FileManager.default.removeItem(at: list) }
        return try zip(
            "import json\nfor name, text in json.load(open('\(list.path)')).items(): z.writestr(name, text)"
        )
    }

    /// A ZIP archive that a program fills; it finds it as `z`.
    static func zip(_ program: String) throws -> [UInt8] {
        try Python.file { path in
            try Python.run(
                "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n\(program)\nz.close()",
                path
            )
        }
    }

    static func rows(_ cells: String) -> String {
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\(cells)</sheetData></worksheet>"
    }
}
