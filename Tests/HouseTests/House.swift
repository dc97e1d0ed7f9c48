// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

/// The files of this project as they lie in the checkout.
enum House {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file that people write.
    static let swift: [SourceFile] = files(in: ["Sources", "Tests"]).filter { $0.path.hasSuffix(".swift") }

    /// The Swift of the program itself.
    static let program: [SourceFile] = swift.filter { $0.path.hasPrefix("Sources/") }

    /// Scripts, styles and tables, which say in a comment whose they are.
    static let scripts: [SourceFile] =
        files(in: ["scripts", ".ci"])
        + files(in: ["Sources", "Tests"]).filter { file in
            [".py", ".lua", ".js", ".css", ".yaml", ".tsv", ".h", "/run"].contains(where: file.path.hasSuffix)
        }

    /// Every page of documentation.
    static let pages: [SourceFile] =
        files(in: ["Documentation"])
        + names(in: "").filter { $0.hasSuffix(".md") }.compactMap(SourceFile.init)

    /// The names of what lies in a folder.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? [])
            .sorted()
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// Every text file below some folders; hidden files and pictures are left aside.
    private static func files(in folders: [String]) -> [SourceFile] {
        folders.flatMap { folder -> [SourceFile] in
            let below = FileManager.default.subpaths(atPath: root.appending(path: folder).path) ?? []
            return below.filter { !$0.contains("__pycache__") && $0.split(separator: "/").last?.first != "." }
                .sorted().compactMap { SourceFile("\(folder)/\($0)") }
        }
    }
}

/// A text file, by its path from the root of the project.
struct SourceFile: CustomTestStringConvertible, Sendable {
    let path: String
    let lines: [String]

    /// Nil for a folder and for what is no text.
    init?(_ path: String) {
        guard let text = try? String(contentsOf: House.root.appending(path: path), encoding: .utf8) else {
            return nil
        }
        self.init(path: path, text: text)
    }

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var testDescription: String { path }

    /// The target of a source file: the folder below `Sources`.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    var isGenerated: Bool { path.hasSuffix("+Generated.swift") }

    /// The Swift of the file without comments and the words of strings.
    var code: [String] { SwiftCode(lines.joined(separator: "\n")).lines }

    /// A line as an editor names it.
    func place(_ index: Int) -> String { "\(path):\(index + 1)" }
}
