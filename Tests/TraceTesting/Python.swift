// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation

/// openpyxl as an independent writer and reader of workbooks; `scripts/bootstrap --tests` installs it.
package enum Python {
    /// Why a test that needs it is skipped.
    package static let absence = "openpyxl is missing: run scripts/bootstrap --tests"
    /// Whether it is installed.
    package static let isPresent: Bool = (try? run("import openpyxl")) != nil

    private static let interpreter = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".venv/bin/python")

    /// Runs a program with a file's path as its argument, and gives what it prints.
    @discardableResult
    package static func run(_ program: String, _ path: String = "") throws -> String {
        let process = Process()
        process.executableURL = interpreter
        process.arguments = ["-c", program, path]
        let output = Pipe()
        process.standardOutput = output
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let trouble = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(text: String(decoding: trouble, as: UTF8.self))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A workbook that a program makes; it saves `book` itself.
    package static func workbook(_ program: String) throws -> [UInt8] {
        try file { path in
            try run(
                "import sys, openpyxl\nbook = openpyxl.Workbook()\n\(program)\nbook.save(sys.argv[1])",
                path
            )
        }
    }

    /// A file that a program makes by any means.
    package static func file(_ make: (String) throws -> Void) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "test-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: path) }
        try make(path.path)
        return [UInt8](try Data(contentsOf: path))
    }

    /// What a program prints of a workbook, which it finds as `book`.
    package static func read(_ bytes: [UInt8], _ program: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "test-\(UUID().uuidString).xlsx")
        try Data(bytes).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        return try run(
            "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\n\(program)",
            path.path
        )
    }

    /// What a program that failed said.
    package struct Failure: Error {
        package let text: String
    }
}
