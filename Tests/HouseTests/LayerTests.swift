// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

@Suite("Layers")
struct LayerTests {
    @Test("Every target is in the list of layers")
    func complete() {
        let targets = House.names(in: "Sources").filter { !$0.hasPrefix(".") }
        #expect(Set(targets) == Set(Layers.imports.keys).union(Layers.systemLibraries))
    }

    @Test("A target imports only what its layer may", arguments: House.program)
    func imports(file: SourceFile) throws {
        let allowed = try #require(Layers.imports[file.target])
        for (index, line) in file.code.enumerated() {
            guard let module = Self.module(importedBy: line) else { continue }
            #expect(allowed.contains(module), "\(file.place(index)) imports \(module)")
        }
    }

    @Test(
        "Values know no clock",
        arguments: House.program.filter { ["TraceText", "TraceCodes", "TraceEvents"].contains($0.target) }
    )
    func clocks(file: SourceFile) {
        for (index, line) in file.code.enumerated() {
            #expect(!line.contains("Clock.") && !line.contains("Clock("), "\(file.place(index))")
        }
    }

    @Test(
        "SQL stands only in files that say so",
        arguments: House.program.filter { !["SQLStore", "Bench"].contains($0.target) }
    )
    func sql(file: SourceFile) {
        guard !file.path.hasSuffix("+SQL.swift") else { return }
        let words = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "UPDATE "]
        for (index, line) in file.lines.enumerated() {
            #expect(!words.contains(where: line.contains), "\(file.place(index))")
        }
    }

    /// `import A`, `package import A`, `@testable import A`, `import struct A.B`.
    static func module(importedBy line: String) -> String? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"),
            words[..<keyword].allSatisfy({
                $0.hasPrefix("@") || ["package", "public", "internal", "private"].contains($0)
            })
        else { return nil }
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
        ]
        guard let name = words[words.index(after: keyword)...].first(where: { !kinds.contains($0) }) else {
            return nil
        }
        return name.split(separator: ".").first.map(String.init)
    }
}
