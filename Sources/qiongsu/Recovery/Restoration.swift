// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import MerkleLog
import Registry
import SQLStore
import Supervision
import TraceLedger
import TraceLog

/// One restoring, from the copy to the database in place.
struct Restoration {
    let source: RestoreSource
    /// Of the database.
    let path: String
    let inPlace: DatabaseInPlace
    let keyPath: String
    /// What was captured later is dropped, in microseconds since 1970; nil drops nothing.
    let time: Int64?
    let now: Int64
    let isVouchedFor: Bool
    let newName: String?
    /// The verifier key of the log until now, where it is known.
    let givenKey: VerifierKey?
    /// Checkpoints that were kept elsewhere.
    let kept: [SignedNote]

    /// Where the database is made.
    private var draft: String { path + ".restoring" }
    /// After the names of what was in place until now.
    private var suffix: String { ".before-restore-" + BackupFolder.stamp(now) }

    /// - Parameter profiles: by which the index is made again; nil where it need not be.
    /// - Throws: the exit code, after a note; the database is as it was then.
    func run(profiles: ProfileFolderOption?) async throws {
        do {
            // A write-ahead log that an interrupted restore left would be brought into the new copy.
            removeDraft()
            try source.copy(to: draft, from: path)
            let outcome = try await work(profiles)
            try DurableFile.sync(draft)
            try put(outcome.newKey)
            tell(outcome)
        } catch {
            removeDraft()
            if let error = error as? SQLError, error.code == .newerSchema {
                Terminal.note(
                    "\(source): was made by a newer version of qiongsu: \(error). Restore it with that."
                )
                throw ExitCode.negative
            }
            if error is ExitCode { throw error }
            Terminal.note("\(path) stays as it was: \(source) cannot be restored: \(error)")
            throw error is SQLError ? ExitCode.inputOutput : .negative
        }
    }

    private func removeDraft() {
        for part in ["", "-wal", "-shm"] { DurableFile.remove(draft + part) }
    }

    /// What was restored.
    private struct Outcome {
        var ledger: LedgerExtent?
        var dropped: (events: Int, entries: Int) = (0, 0)
        var report = LogAudit.Report()
        var proofs = 0
        var newKey: SignerKey?
        /// Of the log until now, where it is known.
        var key: VerifierKey?
        var continuity: LogContinuity?
    }

    private func work(_ profiles: ProfileFolderOption?) async throws -> Outcome {
        let database = try SQLiteDatabase(path: draft)
        defer { try? database.close() }
        guard try await database.read({ try LedgerExtent.exists(in: $0) }) else {
            Terminal.note("\(source): holds no events, and is no database of qiongsu.")
            throw ExitCode.negative
        }
        let book = try profiles?.book()
        let ledger = try await Ledger(database, profiles: book, clock: DatabaseOption.clock)
        var outcome = Outcome()
        let notes = try notes()
        let signed = try notes.map { try Checkpoint(text: $0.text) }
        var left: LogRewind.Remainder?
        let suite = try await EventLog.suite(in: database)
        let log = try await database.read { try LogExtent(in: $0) }
        if let log, let suite {
            let checkpoint = try log.latest()
            // Those of a log that this one followed on are held to it when it is computed again.
            let own = signed.filter { $0.origin == checkpoint.origin } + [checkpoint]
            left = try await database.read { [time] in
                try LogRewind.remainder(at: time ?? .max, of: own, in: $0)
            }
            try refuse(left?.broken ?? [])
            // Its own beyond what is left were shown to follow on it; the others are held to what is left.
            outcome.proofs = signed.count {
                $0.size <= ($0.origin == checkpoint.origin ? log.size : left?.size ?? 0)
            }
            outcome.continuity = LogContinuity(
                checkpoint,
                left: left?.size ?? 0,
                inPlace,
                seen: signed,
                isVouchedFor: isVouchedFor
            )
            outcome.newKey = try newKey(outcome.continuity, after: checkpoint.origin, suite)
            outcome.key = try key(of: checkpoint.origin)
        }
        outcome.dropped = try await rewind(ledger, outcome)
        if outcome.dropped.events > 0, let profiles {
            let bar = ProgressBar("indexing")
            try await ledger.rebuild(by: profiles.fingerprint()) { bar.show($0, of: $1) }
            bar.finish()
        }
        outcome.report = try await prove(ledger, left, notes, outcome)
        outcome.ledger = try await database.read { try LedgerExtent(in: $0) }
        return outcome
    }

    /// The backup's own checkpoint and those kept elsewhere.
    private func notes() throws -> [SignedNote] {
        var notes = kept
        if let log = source.manifest?.log { notes.append(try SignedNote(log.checkpoint)) }
        for note in notes {
            // Those of logs before are checked with the log.
            guard let givenKey, try Checkpoint(text: note.text).origin == givenKey.name else { continue }
            _ = try Checkpoint(note, by: givenKey)
        }
        return notes
    }

    private func refuse(_ broken: [Checkpoint]) throws {
        for checkpoint in broken {
            Terminal.print(
                "\(LogFinding.Kind.logForked.rawValue): The log does not lead to the checkpoint of \(checkpoint.size) leaves."
            )
        }
        if !broken.isEmpty { throw refusal }
    }

    private var refusal: ExitCode {
        Terminal.note(
            "\(path) stays as it was: what \(source) holds is not what was logged. Take another backup."
        )
        return .negative
    }

    /// A key for the log to go on with; nil where it keeps its own.
    private func newKey(_ continuity: LogContinuity?, after name: String, _ suite: HashSuite) throws
        -> SignerKey?
    {
        switch continuity {
        case nil, .goesOn: return nil
        case .lost(let published) where isVouchedFor:
            Terminal.note(
                "--continue-log: the log was seen with \(published) leaves, and fewer are left: it cannot go on under its key."
            )
            throw ExitCode.negative
        case .lost, .unknown:
            return try LogKeyFile.make(newName, after: name, suite, at: now)
        }
    }

    /// The key of a log: the one given, or that of the backup's description.
    private func key(of name: String) throws -> VerifierKey? {
        if let givenKey, givenKey.name == name { return givenKey }
        guard let text = source.manifest?.log?.key else { return nil }
        let key = try VerifierKey(text: text)
        return key.name == name ? key : nil
    }

    /// Drops what was recorded later, and lets a new log begin, in one transaction.
    private func rewind(_ ledger: Ledger, _ outcome: Outcome) async throws -> (events: Int, entries: Int) {
        let (newKey, former) = (outcome.newKey, outcome.key)
        return try await ledger.database.write { [time, now] connection in
            var dropped = (events: 0, entries: 0)
            if let time {
                let notices = try LogRewind.notices(at: time, in: connection)
                dropped.events = try LedgerRewind.run(to: time, keeping: notices, in: connection)
                dropped.entries = try RegistryRewind.run(to: time, in: connection)
                try LogRewind.run(to: time, in: connection)
                if dropped != (0, 0) { try AlarmRewind.run(in: connection) }
            }
            if let newKey { try EventLog.begin(by: newKey, after: former, at: now, in: connection) }
            return dropped
        }
    }

    /// Computes the log again from the events, and holds it to every checkpoint that it is not shorter than.
    private func prove(
        _ ledger: Ledger,
        _ left: LogRewind.Remainder?,
        _ notes: [SignedNote],
        _ outcome: Outcome
    ) async throws -> LogAudit.Report {
        // Where the key until now is not known, older checkpoints cannot be told from forged ones.
        let key = outcome.key == nil ? nil : outcome.newKey?.verifier ?? outcome.key
        let older = try notes.filter { try Checkpoint(text: $0.text).size <= left?.size ?? 0 }
        let bar = ProgressBar("proving")
        let report = try await LogAudit(ledger, key: key).run(against: older) { bar.show($0, of: $1) }
        bar.finish()
        for finding in report.findings { Terminal.print("\(finding.kind.rawValue): \(finding.text)") }
        guard report.findings.isEmpty, report.size == left?.size, report.root == left?.root else {
            throw refusal
        }
        return report
    }

    /// Puts the database in place, and keeps that until now.
    ///
    /// The key goes right before the database: whatever fails earlier leaves both as they were.
    private func put(_ newKey: SignerKey?) throws(ExitCode) {
        // What could be read has no write-ahead log any more; what could not be, or is gone, must not lend its own to
        // the new file.
        for part in ["-wal", "-shm"] where DurableFile.exists(path + part) {
            try DurableFile.move(path + part, to: path + suffix + part)
        }
        let isReplaced = DurableFile.exists(path)
        if isReplaced {
            guard try DurableFile.link(path, to: path + suffix) else { throw appeared }
        }
        if let newKey { try LogKeyFile.replace(keyPath, by: newKey, keeping: suffix) }
        if isReplaced {
            try DurableFile.move(draft, to: path)
        } else {
            guard try DurableFile.link(draft, to: path) else { throw appeared }
            DurableFile.remove(draft)
        }
        try DurableFile.syncFolder(of: path)
    }

    private var appeared: ExitCode {
        Terminal.note("\(path) was made by somebody else meanwhile: stop every server, and restore again.")
        return .negative
    }

    private func tell(_ outcome: Outcome) {
        if let ledger = outcome.ledger {
            let until =
                ledger.last.map { ", the last captured at \(BackupManifest.text($0.recordTime))" } ?? ""
            Terminal.print("\(path) is restored from \(source): \(ledger.events) events\(until)")
        }
        if time != nil {
            Terminal.print(
                "dropped, as later: \(outcome.dropped.events) events, \(outcome.dropped.entries) entries of the registry"
            )
            Terminal.print("not taken back: master data of EPCIS documents; issued codes stay issued")
        }
        if let size = outcome.report.size {
            let waiting =
                outcome.report.waiting > 0 ? ", \(outcome.report.waiting) more wait for a server" : ""
            Terminal.print(
                "proved: \(size) events are as they were logged\(waiting); \(outcome.proofs) checkpoints hold"
            )
        } else {
            Terminal.print("not proved: the backup has no log, because no server had it open")
        }
        if case .nothing = inPlace {} else { Terminal.print("the database until now: \(path)\(suffix)") }
        tellLog(outcome)
    }

    private func tellLog(_ outcome: Outcome) {
        if let newKey = outcome.newKey {
            let why =
                switch outcome.continuity {
                case .lost(let published):
                    "it was seen with \(published) leaves, \(outcome.report.size ?? 0) are left"
                default:
                    "nobody can say what was seen of it since the backup (--continue-log says that nothing was)"
                }
            Terminal.print("a new log begins, because the log until now cannot go on: \(why)")
            LogKeyFile.tell(newKey, in: keyPath, keeping: suffix)
        } else if outcome.report.size != nil, !DurableFile.exists(keyPath) {
            Terminal.print("the log goes on: put its key into \(keyPath) before a server is started")
        }
        if givenKey == nil || outcome.key != givenKey, outcome.report.size != nil {
            Terminal.note(
                "Signatures of the log until now were not checked: there is no key file, and --key is not given."
            )
        }
    }
}
