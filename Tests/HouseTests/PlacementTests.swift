// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

/// In a distributed database every table lies somewhere.
@Suite("Placements")
struct PlacementTests {
    private static let schemas = House.program.filter { $0.lines.contains { $0.contains("SQLMigration(") } }
        .filter { $0.target != "SQLStore" }

    @Test("Every table that a migration makes says in the same file where it lies", arguments: schemas)
    func placed(file: SourceFile) {
        let text = file.lines.joined(separator: "\n")
        let made = text.matches(of: /CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)\(/).map { String($0.1) }
        let placed = text.matches(of: /"([a-z_]+)": \.(?:distributed|beside|coordinator)/).map {
            String($0.1)
        }
        #expect(!made.isEmpty)
        #expect(placed.sorted() == made.sorted())
    }

    @Test("Every schema is one that `qiongsu migrate` makes")
    func whole() throws {
        let command = try #require(SourceFile("Sources/qiongsu/Commands/Migrate.swift"))
        let text = command.lines.joined()
        for file in Self.schemas {
            let name = try #require(
                file.lines.lazy.compactMap { $0.firstMatch(of: /enum (\w+Schema)\b/) }.first
            )
            #expect(text.contains("\(name.1).schema"), "\(file.path)")
        }
    }

    @Test("No table is made anywhere else", arguments: House.program)
    func onlyThere(file: SourceFile) {
        guard !Self.schemas.contains(where: { $0.path == file.path }), file.target != "SQLStore",
            file.target != "Bench"
        else { return }
        #expect(!file.lines.contains { $0.contains(/CREATE TABLE (IF NOT EXISTS )?[a-z_]+\(/) })
    }
}
