// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

/// What is read at the edge is read for somebody.
@Suite("Audiences")
struct AudienceRuleTests {
    private static let edge = House.program.filter { ["WebAPI", "WebPages"].contains($0.target) }

    @Test("Every read of the ledger at the edge says for whom", arguments: edge)
    func reads(file: SourceFile) {
        for (index, line) in file.code.enumerated() where line.firstMatch(of: /ledger\.read\b/) != nil {
            #expect(line.contains("read(as: "), "\(file.place(index))")
        }
        let text = file.code.joined(separator: "\n")
        for call in text.matches(of: /ledger\.trace\((.{0,250})/.dotMatchesNewlines()) {
            #expect(call.1.contains("as: "), "\(file.path): a trace for nobody")
        }
    }

    @Test("Pages read for the public alone", arguments: edge.filter { $0.target == "WebPages" })
    func pages(file: SourceFile) {
        for (index, line) in file.code.enumerated() where line.contains("read(as:") {
            #expect(line.contains("read(as: .public)"), "\(file.place(index))")
        }
    }

    @Test("A recall scope is for who runs the platform")
    func recallScope() throws {
        let routes = try #require(SourceFile("Sources/WebAPI/Trace/TraceRoutes.swift"))
        #expect(routes.lines.contains { $0.contains("recall-scope") && $0.contains(".writer") })
    }
}
