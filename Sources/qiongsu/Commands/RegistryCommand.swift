// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import Registry
import TraceCodes
import TraceLedger
import TraceText

struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract:
            "Subjects, licences, places and products: record them, and see them as they were at any time.",
        subcommands: [Import.self, List.self, Show.self]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record the entries of files with one JSON object a line.",
            discussion: """
                Lines that are right are recorded; the others are listed with line, field and what would be right. \
                Importing a file again changes nothing. An entry with the id of another and a later first day is its \
                new version, one with the same first day corrects it; nothing is ever overwritten.

                Exits with 0 when everything is recorded, 3 when some of it is, 1 when nothing is.
                """
        )

        @Argument(help: "The files; - is standard input.") var files: [String]
        @OptionGroup var folder: ProfileFolderOption
        @OptionGroup var database: DatabaseOption

        func run() async throws {
            try DocumentFile.require(files)
            try await database.withRegistry(folder, creates: true) { registry, _ in
                var (stored, repeated, refused) = (0, 0, 0)
                for name in files {
                    let file = try DocumentFile(name)
                    let read = RegistryImport(
                        file.bytes,
                        book: registry.profiles,
                        regions: registry.regions
                    )
                    let recorded = try await registry.record(read)
                    stored += recorded.stored
                    repeated += recorded.repeated
                    refused += read.lines - read.entries.count
                    for fault in read.faults {
                        let words = registry.profiles.text(of: fault, .chinese)
                        let english = registry.profiles.text(of: fault, .english)
                        Terminal.note("\(name):\(fault.line): \(fault.field): \(words) · \(english)")
                    }
                }
                Terminal.print("\(stored) entries recorded, \(repeated) were there already")
                if refused > 0 { throw stored + repeated > 0 ? ExitCode.partial : .negative }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what holds today.",
            discussion: "Written as lines of the import format."
        )

        @Option(help: "subject, licence, place or product.") var kind: RegistryEntry.Kind = .subject
        @Option(
            help: "Only of this type: of party or licence, of places their use, of products their profile."
        )
        var type: String?
        @Option(help: "Only subjects or places in this region, by its code (GB/T 2260).") var region: String?
        @Option(help: "Only what belongs to this subject, by its credit code or URI.") var holder: String?
        @Option(help: "The day to look at, as 2026-03-01; today if not given.") var at: String?
        @OptionGroup var folder: ProfileFolderOption
        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let day = try DayArgument.end(of: at)
            let values = [("type", type), ("region", region), ("holder", holder)]
                .compactMap { name, value in value.map { (name: name, value: $0) } }
            try await database.withRegistry(folder, creates: false) { registry, ledger in
                let time = day ?? ledger.now() / 1000
                let filter: RegistryFilter
                do throws(RegistryFilter.Fault) {
                    filter = try registry.filter(kind, values, at: time)
                } catch {
                    Terminal.note("--\(error)")
                    throw ExitCode.negative
                }
                for id in registry.ids(of: kind) where registry.holds(id, filter, at: time) {
                    guard let found = registry.entry(kind, id, at: time) else { continue }
                    Terminal.print(found.entry.line)
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a subject with its licences and places, or any other entry.",
            discussion:
                "Written as lines of the import format. Exits with 1 where nothing of this id holds then."
        )

        @Argument(help: "A credit code, a URI, or the number of a licence as TYPE:NUMBER.") var id: String
        @Option(help: "The day to look at, as 2026-03-01; today if not given.") var at: String?
        @OptionGroup var folder: ProfileFolderOption
        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let day = try DayArgument.end(of: at)
            try await database.withRegistry(folder, creates: false) { registry, ledger in
                let time = day ?? ledger.now() / 1000
                let ids = [
                    id, ChainTerms.document(named: id), (try? CodeReader.read(id))?.canonical ?? id,
                ]
                let found = RegistryEntry.Kind.allCases.lazy.flatMap { kind in
                    ids.lazy.compactMap { registry.entry(kind, $0, at: time)?.entry }
                }.first
                guard let entry = found else {
                    Terminal.note("The registry has nothing of the id \(id) at this time.")
                    throw ExitCode.negative
                }
                let licences = registry.licences(of: entry.id, at: time).map {
                    RegistryEntry($0, RegistryEntry.Content.licence)
                }
                let places = registry.places(of: entry.id, at: time).map {
                    RegistryEntry($0, RegistryEntry.Content.place)
                }
                for entry in [entry] + licences + places { Terminal.print(entry.line) }
            }
        }
    }
}

/// A day given on the command line.
enum DayArgument {
    /// The last instant of the day, in milliseconds since 1970.
    static func end(of text: String?) throws -> Int64? {
        guard let text else { return nil }
        guard let date = HainanCalendar.date(text) else {
            throw ValidationError("a day is written 2026-03-01, not \(text)")
        }
        return HainanCalendar.end(of: date) - 1
    }
}

extension RegistryEntry.Kind: ExpressibleByArgument {}

extension DatabaseOption {
    /// Opens the ledger and the registry beside it.
    func withRegistry(
        _ folder: ProfileFolderOption,
        creates: Bool,
        _ work: (RegistryBook, Ledger) async throws -> Void
    ) async throws {
        try await withRegistry(try folder.book(), creates: creates, work)
    }

    /// The same by profiles that are loaded.
    func withRegistry(
        _ book: ProfileBook,
        creates: Bool,
        _ work: (RegistryBook, Ledger) async throws -> Void
    ) async throws {
        try await withLedger(creates: creates, profiles: book, opensRegistry: true) { ledger in
            guard let registry = ledger.register as? RegistryBook else {
                preconditionFailure("the registry was opened with the ledger")
            }
            try await work(registry, ledger)
        }
    }
}
