// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import MerkleLog
import SQLStore
import TraceLedger
import TraceLog

struct RenewLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let a new log begin with the leaves of the log until now, under another key and name.",
        discussion: """
            For a PostgreSQL database that was recovered to a moment: where others have seen the log longer than it is \
            now, it must not go on under its key, because that would be a fork. (`qiongsu restore` does this itself for \
            a database file.) Older checkpoints hold against the new log as before. Stop every server first.

              qiongsu verify --against CHECKPOINT      says log-shortened: more was seen than is left
              qiongsu renew-log

            Exits with 0 when it is done, 1 when a server runs or there is no log.
            """
    )

    @Option(help: "What the new log is called. [default: after the log until now, and the time]")
    var logName: String?
    @OptionGroup var logKey: LogKeyOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let place = try database.place()
        if case .file(let path) = place { try FileLease.take(path)?.end() }
        let former = try logKey.existing(beside: place)?.verifier
        try await database.withLedger(creates: false) { ledger in
            // Whoever serves checks, or waits to.
            guard try await ledger.database.leads("checking") != nil else {
                Terminal.note(
                    "\(place) is in use: a server checks what is captured. Stop every server first."
                )
                throw ExitCode.negative
            }
            guard let suite = try await EventLog.suite(in: ledger.database),
                let log = try await ledger.database.read({ try LogExtent(in: $0) })
            else {
                Terminal.note("There is no log in this database: `qiongsu serve` makes it, under a new key.")
                throw ExitCode.negative
            }
            let name = try log.latest().origin
            if let former {
                do throws(LogError) { _ = try Checkpoint(SignedNote(log.checkpoint), by: former) } catch {
                    Terminal.note(
                        "The key in \(logKey.path(beside: place)) is not that of the log until now: \(error.reason). Give that with --log-key."
                    )
                    throw ExitCode.negative
                }
            }
            let now = ledger.now()
            let key = try LogKeyFile.make(logName, after: name, suite, at: now)
            let (path, suffix) = (logKey.path(beside: place), ".before-renewal-" + BackupFolder.stamp(now))
            try LogKeyFile.replace(path, by: key, keeping: suffix)
            do {
                try await ledger.database.write {
                    try EventLog.begin(by: key, after: former, at: now, in: $0)
                }
            } catch let error as SQLError where error.code == .outcomeUnknown {
                Terminal.note(
                    "Nobody knows whether the new log begins; its key is in \(path), that until now in \(path)\(suffix). `qiongsu verify` tells by which the log is signed."
                )
                throw error
            } catch {
                if DurableFile.exists(path + suffix) { try DurableFile.move(path + suffix, to: path) }
                throw error
            }
            Terminal.print("a new log begins with the \(log.size) leaves of \(name)")
            LogKeyFile.tell(key, in: path, keeping: suffix)
        }
    }
}
