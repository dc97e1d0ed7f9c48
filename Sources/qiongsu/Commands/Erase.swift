// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import SQLStore
import Supervision
import TraceLedger
import TraceLog

struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase personal data from events by law; the log still proves what is left.",
        discussion: """
            Erases fields of events, or a natural person (or another party) from every event that names it, together \
            with all that the profiles call personal in these events. There is no way back.

              qiongsu erase --event urn:uuid:… --field operator --ground "PIPL art. 47" --ordered-by "Li, privacy"
              qiongsu erase --subject urn:qiongsu:person:… --ground "PIPL art. 47" --ordered-by "Li, privacy"

            What may be erased: what the profiles mark with class personal, fields of other namespaces, parties, \
            places and documents. A list is erased whole. An event whose ID was its hash gets another ID, which is \
            printed, because the hash would confirm guesses. Alarms are raised again by the next server, from what \
            is left.

            Each erasure is an event of its own: from which event, which fields, when, on what ground and who ordered \
            it, never what they held. Then the file is written anew (PostgreSQL: VACUUM FULL), so that no byte is left \
            in it: that takes as long as a copy, and captures wait for it or are refused; run it at a quiet hour. \
            Backups and the registry are not touched: Documentation/Operations.md says what to do with them.

            Exits with 0 when it is erased, also before; 1 when something may not be erased or is not there, and then \
            nothing is; 74 when the database or the log's key cannot be used.
            """
    )

    @Option(help: "The ID of an event to erase from; may be given several times.") var event: [String] = []
    @Option(help: "A field of it, as its JSON or its profile calls it; may be given several times.")
    var field: [String] = []
    @Option(help: "The code of a person or other party.") var subject: String?
    @Option(help: "The ground in law.") var ground: String
    @Option(help: "Who ordered it.") var orderedBy: String
    @Flag(help: "Leave bytes in the database's file; the same command without this removes them later.")
    var keepFile = false
    @OptionGroup var logKey: LogKeyOption
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard event.isEmpty != (subject == nil) else {
            throw ValidationError("Give either --event or --subject.")
        }
        guard event.isEmpty == field.isEmpty else {
            throw ValidationError("--event goes with one --field or more, --subject with none.")
        }
        guard !ground.isEmpty, !orderedBy.isEmpty else {
            throw ValidationError("--ground and --ordered-by are not empty.")
        }
    }

    func run() async throws {
        let place = try database.place()
        let target: ErasureTarget =
            if let subject { .subject(subject) } else { .fields(eventIDs: event, names: field) }
        try await database.withRegistry(profiles, creates: false) { _, ledger in
            guard let key = try logKey.existing(beside: place) else {
                Terminal.note(
                    "Nothing was erased: there is no key of the log. `qiongsu serve` makes log and key, --log-key says where it is."
                )
                throw ExitCode.inputOutput
            }
            do {
                let log = try await EventLog(ledger, key: key)
                // Alarms hold IDs and values of what they are about.
                let notices = try await log.erase(target, ground: ground, orderedBy: orderedBy) {
                    try AlarmRewind.run(in: $0)
                }
                for notice in notices {
                    let id = PublicEventID.of(notice.recordTime)
                    Terminal.print("\(id): without \(notice.fields.joined(separator: ", "))")
                }
                Terminal.print("Erased from \(notices.count) events.")
            } catch let failure as LogFailure {
                Terminal.note("Nothing was erased: \(failure)")
                throw failure.code == .refused ? ExitCode.negative : ExitCode.inputOutput
            }
            if !keepFile { try await scrub(ledger.database, place) }
        }
    }

    /// What is deleted stays in a file until the file is written anew.
    private func scrub(_ database: any SQLDatabase, _ place: DatabasePlace) async throws {
        do {
            switch place {
            case .file: try await (database as? SQLiteDatabase)?.scrub()
            case .server(let address):
                let tables = try await database.read { connection in
                    try Self.tables.filter { try connection.hasTable($0) }
                }
                try PostgreSQLDatabase.scrub(tables, at: address)
            }
        } catch let error as SQLError {
            Terminal.note("Bytes of it may be left in the file (\(error)): run the same command again.")
            throw ExitCode.inputOutput
        }
    }

    /// In which an erasure deletes.
    private static let tables = [
        "event", "link", "term", "error_declaration", "log_bundle", "alarm", "watch",
    ]
}
