// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import SQLStore

/// The built `qiongsu`, run as people run it.
struct Program {
    /// What a finished run left.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The executable lies beside the test bundle.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "qiongsu")

    /// Runs to the end in a folder of its own, on the database that goes with it.
    static func run(_ arguments: [String], input: String = "", folder: URL? = nil) throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        let place = try folder ?? self.folder()
        process.currentDirectoryURL = place
        if let address = try address(for: place) {
            process.environment = ProcessInfo.processInfo.environment
                .merging(["QIONGSU_DATABASE": address]) { $1 }
        }
        let scratch = try self.folder()
        let (output, errors) = (scratch.appending(path: "output"), scratch.appending(path: "errors"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8)
        )
    }

    /// The schema that goes with a folder, where tests run on a PostgreSQL server; on SQLite nil: a file in the folder.
    static func address(for folder: URL) throws -> String? {
        guard let server = TestLedger.server else { return nil }
        let name = folder.lastPathComponent.lowercased().replacing("-", with: "_")
        return try TestLedger.schema(name, on: server)
    }

    /// A new empty folder.
    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "qiongsu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
