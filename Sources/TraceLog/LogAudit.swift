// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import MerkleLog
import SQLStore
package import TraceLedger

/// Computes the whole log again from the events, and says what does not hold.
///
/// In constant memory, 4,096 leaves at a time, beside those who capture: what is in the log does not change any
/// more. Two questions are kept apart: whether the events are those of the entries, and whether the entries are
/// those of the tiles, the root and the checkpoint. So a finding says what was changed, and not only that something
/// was.
package struct LogAudit: Sendable {
    let ledger: Ledger
    /// By which the checkpoint is signed; nil does not check signatures.
    let key: VerifierKey?

    /// The most findings that are told.
    package static let findingLimit = 1000
    private static let bundlesAtOnce = 16

    package init(_ ledger: Ledger, key: VerifierKey?) {
        self.ledger = ledger
        self.key = key
    }

    /// What was found.
    package struct Report: Sendable {
        /// The leaves of the log; nil where there is no log in the database.
        package var size: Int?
        package var root: TreeHash?
        /// Events that were captured after the last leaf.
        package var waiting = 0
        /// Events of which something was erased by law.
        package var erased = 0
        package var findings: [LogFinding] = []
        /// Whether there were more findings than are told.
        package var isCut = false

        /// Nothing was looked at yet.
        package init() {}

        mutating func add(_ kind: LogFinding.Kind, _ text: String) {
            guard findings.count < LogAudit.findingLimit else { return isCut = true }
            findings.append(LogFinding(kind: kind, text: text))
        }
    }

    /// Audits the log, and shows that it still holds older checkpoints of it.
    ///
    /// - Parameters:
    ///   - older: signed notes that were kept elsewhere.
    ///   - progress: called now and then with the leaves done and all.
    package func run(
        against older: [SignedNote] = [],
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Report {
        var report = Report()
        guard let (suite, head) = try await head() else {
            report.waiting = try await ledger.database.read { try ledger.rowCount(after: 0, in: $0) }
            return report
        }
        report.size = head.size
        var walk = AuditWalk(suite, size: head.size)
        while walk.edge.size < head.size, !walk.isBroken {
            let before = walk
            walk = try await ledger.database.read { connection in
                var walk = before
                let store = LogStore(connection: connection, suite: suite)
                for _ in 0..<Self.bundlesAtOnce where walk.edge.size < head.size && !walk.isBroken {
                    try walk.checkBundle(in: store, ledger)
                }
                return walk
            }
            progress(walk.edge.size, head.size)
        }
        let finished = walk
        (walk, report.waiting) = try await ledger.database.read { connection in
            var walk = finished
            if !walk.isBroken {
                try walk.checkPartialTiles(in: LogStore(connection: connection, suite: suite))
            }
            return (walk, try ledger.rowCount(after: head.lastTime, in: connection))
        }
        walk.tell(in: &report)
        if !walk.isBroken {
            report.root = walk.edge.root
            check(head, walk.edge.root, in: &report)
        }
        for note in older { try await check(older: note, suite, in: &report) }
        return report
    }

    /// Nil where the database holds no log.
    private func head() async throws -> (HashSuite, LogStore.Head)? {
        try await ledger.database.migrate(LogSchema.schema)
        return try await ledger.database.read { connection in
            guard let store = try LogStore(of: connection) else { return nil }
            return try store.head().map { (store.suite, $0) }
        }
    }

    private func check(_ head: LogStore.Head, _ root: TreeHash, in report: inout Report) {
        guard let checkpoint = read(head.checkpoint, "The log's checkpoint", by: key, in: &report) else {
            return
        }
        if checkpoint.size != head.size || checkpoint.root != root {
            report.add(
                .checkpointWrong,
                "The log's checkpoint, of \(checkpoint.size) leaves, does not have the root of the stored entries."
            )
        }
    }

    private func read(_ text: String, _ what: String, by key: VerifierKey?, in report: inout Report)
        -> Checkpoint?
    {
        do throws(LogError) {
            let note = try SignedNote(text)
            guard let key else { return try Checkpoint(text: note.text) }
            return try Checkpoint(note, by: key)
        } catch {
            let kind: LogFinding.Kind =
                switch error.code {
                case .otherLog: .otherLog
                case .signature: .signatureWrong
                default: .checkpointWrong
                }
            report.add(kind, "\(what): \(error.reason).")
            return nil
        }
    }

    /// The log whose leaves this one began with, where a checkpoint is of that.
    private func former(of note: SignedNote) async throws -> FormerLog? {
        let origin = (try? Checkpoint(text: note.text))?.origin
        return try await ledger.database.read { try FormerLog.all(in: $0) }.first { $0.key.name == origin }
    }

    private func check(older note: SignedNote, _ suite: HashSuite, in report: inout Report) async throws {
        let former = try await former(of: note)
        guard let old = read(note.whole, "The older checkpoint", by: former?.key ?? key, in: &report),
            let size = report.size
        else { return }
        if let former, old.size > former.size {
            return report.add(
                .logShortened,
                "The log began with the first \(former.size) leaves of the log “\(old.origin)”, and an older checkpoint of that has \(old.size): what was captured after them was lost or taken away when the database was restored."
            )
        }
        guard old.size <= size else {
            return report.add(
                .logShortened,
                "The log has \(size) leaves, and an older checkpoint has \(old.size): leaves were taken away."
            )
        }
        let root: TreeHash
        do {
            root = try await ledger.database.read { connection in
                var reader = LogStore(connection: connection, suite: suite).reader
                return try reader.root(size: old.size)
            }
        } catch let error as LogError {
            return report.add(
                .logDamaged,
                "The root of \(old.size) leaves cannot be computed: \(error.reason)."
            )
        }
        if root != old.root {
            report.add(
                .logForked,
                "The log does not begin with the older checkpoint: its first \(old.size) leaves were others when that was signed."
            )
        }
    }
}
