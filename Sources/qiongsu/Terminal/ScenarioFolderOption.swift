// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import Simulation

/// Where scenarios come from.
struct ScenarioFolderOption: ParsableArguments {
    @Option(
        name: .customLong("scenarios"),
        help: ArgumentHelp(
            "A folder with parties.yaml, codes.yaml and scenarios/*.yaml, read in place of those of the program.",
            valueName: "folder"
        )
    )
    var folder: String?

    /// - Parameter wanted: where not empty, scenarios with mistakes that are not among them are left out with a note.
    /// - Throws: the exit code after a note of every mistake in them; an exit with 74 where a file cannot be read.
    func book(profiles: [ProfileBook.Source], wanted: [String] = []) throws -> ScenarioBook {
        do {
            return try read(profiles: profiles, wanted: wanted)
        } catch let invalid as InvalidScenarios {
            throw ExitCode.negative(telling: invalid.faults)
        }
    }

    private func read(profiles: [ProfileBook.Source], wanted: [String]) throws -> ScenarioBook {
        let profiles = profiles.map { ScenarioBook.Source(name: $0.name, text: $0.text) }
        guard let folder else { return try ScenarioBook.embedded(profiles: profiles) }
        let sources = try Self.files(in: folder) + Self.files(in: folder + "/scenarios")
        let broken = Self.faults(in: sources, profiles).filter { file in
            file.contains("/scenarios/") && !wanted.contains { file.hasSuffix("/scenarios/\($0).yaml") }
        }
        if wanted.isEmpty || broken.isEmpty { return try ScenarioBook(reading: sources, profiles: profiles) }
        for file in broken.sorted() { Terminal.note("left out because of its mistakes: \(file)") }
        return try ScenarioBook(reading: sources.filter { !broken.contains($0.name) }, profiles: profiles)
    }

    /// The files with mistakes.
    private static func faults(in sources: [ScenarioBook.Source], _ profiles: [ScenarioBook.Source]) -> Set<
        String
    > {
        do {
            _ = try ScenarioBook(reading: sources, profiles: profiles)
            return []
        } catch {
            return Set(error.faults.map(\.file))
        }
    }

    private static func files(in folder: String) throws -> [ScenarioBook.Source] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Unreadable.folder(folder)
        }
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
            let path = folder + "/" + name
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw Unreadable.text(path)
            }
            return ScenarioBook.Source(name: path, text: text)
        }
    }
}
