// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import MerkleLog
import TraceText

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Put a backup in the place of the database, or take the database back to a time, and prove it.",
        discussion: """
            Nobody may have the database open: stop the server first. The copy is made beside the database, is proved \
            there against its checkpoint (every event is as it was logged, none is missing), and only then takes its \
            place. The database until now stays as FILE.before-restore-TIME: nothing is deleted.

              qiongsu restore /mnt/backups                                        the newest backup
              qiongsu restore /mnt/backups --until 2026-11-26T14:05:00+08:00      everything captured until then
              qiongsu restore /mnt/backups/qiongsu-20261126T040000.000Z.db        this one

            --until takes the oldest backup that holds everything until then; where none does, the database in place. \
            What was captured or registered later is dropped, the index is made again, and a server raises the alarms \
            again. Two things are not taken back: master data of EPCIS documents has only its newest state, and issued \
            trace codes stay issued, because they may be printed.

            A log that others have seen longer than it is now cannot go on under its key: it would be a fork. Then, or \
            where nobody knows, a new log begins with the same leaves, under a new key and name: publish its verifier \
            key, and tell witnesses. Older checkpoints hold against it as before.

            Exits with 0 when the database is in place, 1 when it is in use or the proof fails, 74 when something \
            cannot be read or written.
            """
    )

    @Argument(help: "A folder of backups, or one backup.") var source: String
    @Option(help: "Take it back to this time, with its offset: 2026-11-26T14:05:00+08:00.") var until: String?
    @Option(
        help: "A checkpoint that was kept elsewhere: a file, - or an address; may be given several times."
    )
    var against: [String] = []
    @Flag(help: "The log goes on under its key: nobody has seen a newer checkpoint than the backup's.")
    var continueLog = false
    @Option(help: "What a new log is called. [default: after the log until now, and the time]")
    var logName: String?
    @Option(
        help: "The log's verifier key, <name>+<id>+<base64>, got from elsewhere. [default: from its key file]"
    )
    var key: String?
    @OptionGroup var logKey: LogKeyOption
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func validate() throws {
        _ = try time()
        _ = try VerifierKey.given(key)
    }

    func run() async throws {
        let place = try database.place()
        guard case .file(let path) = place else {
            Terminal.note(
                "\(place) is a PostgreSQL database, which its own tools restore: Documentation/Operations.md says how; then `qiongsu verify --against CHECKPOINT` proves it."
            )
            throw ExitCode.validationFailure
        }
        let folder = DurableFile.folder(of: path)
        guard DurableFile.exists(folder) else {
            Terminal.note("\(folder): there is no such folder for the database.")
            throw ExitCode.inputOutput
        }
        // Asked before the database is opened to look at it, which waits for nobody.
        try FileLease.take(path)?.end()
        let inPlace = await DatabaseInPlace(path)
        var kept: [SignedNote] = []
        for place in against { kept.append(try await Verify.note(place)) }
        let time = try time()
        let source = try RestoreSource(source, until: time, inPlace)
        let lease = try FileLease.take(path)
        defer { lease?.end() }
        let restoration = Restoration(
            source: source,
            path: path,
            inPlace: inPlace,
            keyPath: logKey.path(beside: place),
            time: time,
            now: DatabaseOption.clock(),
            isVouchedFor: continueLog,
            newName: logName,
            givenKey: try VerifierKey.given(key) ?? logKey.existing(beside: place)?.verifier,
            kept: kept
        )
        try await restoration.run(profiles: time == nil ? nil : profiles)
    }

    /// ``until`` in microseconds since 1970.
    private func time() throws -> Int64? {
        guard let until else { return nil }
        guard let time = Timestamp(until) else {
            throw ValidationError(
                "--until takes a date and time with its offset, as 2026-11-26T14:05:00+08:00, not \(until)."
            )
        }
        guard time.milliseconds * 1000 <= DatabaseOption.clock() else {
            throw ValidationError("--until \(until) is still to come.")
        }
        return time.milliseconds * 1000
    }
}
