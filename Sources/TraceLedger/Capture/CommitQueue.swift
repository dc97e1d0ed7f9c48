// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// Collects what many callers want written and commits it together: one sync of the disk for all of them.
///
/// While one commit runs, the next batch gathers; so a lone caller waits for nothing but his own commit, and
/// under load the number of commits does not grow with the number of callers. Nobody is answered before the
/// commit that holds his events.
actor CommitQueue {
    private let appender: LedgerAppender
    private let database: any SQLDatabase
    private let fresh: FreshRecords
    private var waiting: [Entry] = []
    private var waitingRows = 0
    private var isCommitting = false

    /// The most rows that may wait, about 100 MB; beyond it callers are told to come back. Rows, because an event may
    /// name one code or ten thousand.
    private static let capacity = 1_500_000
    /// The most rows of one commit, so that a commit stays short.
    private static let batchSize = 150_000
    /// The longest that a failing commit may take without those who wait failing with it.
    private static let patience = Duration.seconds(5)

    init(appender: LedgerAppender, database: any SQLDatabase, fresh: FreshRecords) {
        self.appender = appender
        self.database = database
        self.fresh = fresh
    }

    private struct Entry {
        let submission: Submission
        let rows: Int
        let continuation: CheckedContinuation<AppendResult, any Error>
    }

    /// Writes a submission, and returns when it is on disk.
    ///
    /// - Throws: ``LedgerError`` `overloaded`, `storageFull`, `unavailable`, `outcomeUnknown`; ``SQLError``.
    func append(_ submission: Submission) async throws -> AppendResult {
        let rows = submission.events.reduce(0) { $0 + 1 + $1.links.count }
        guard waiting.isEmpty || waitingRows + rows <= Self.capacity else {
            throw LedgerError(.overloaded, "more events wait to be stored than this server holds")
        }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(Entry(submission: submission, rows: rows, continuation: continuation))
            waitingRows += rows
            guard !isCommitting else { return }
            isCommitting = true
            Task { await commitAll() }
        }
    }

    private func commitAll() async {
        while !waiting.isEmpty { await commit(nextBatch()) }
        isCommitting = false
    }

    private func nextBatch() -> [Entry] {
        var rows = 0
        var end = 0
        while end < waiting.count, end == 0 || rows + waiting[end].rows <= Self.batchSize {
            rows += waiting[end].rows
            end += 1
        }
        let batch = Array(waiting[..<end])
        waiting.removeFirst(end)
        waitingRows -= rows
        return batch
    }

    private func commit(_ batch: [Entry]) async {
        let submissions = batch.map(\.submission)
        let began = ContinuousClock.now
        do {
            let written = try await database.write { [appender] in try appender.append(submissions, in: $0) }
            appender.committed(written)
            fresh.put(written.fresh)
            for (entry, result) in zip(batch, written.results) {
                entry.continuation.resume(returning: result)
            }
        } catch {
            await recover(batch, from: error, after: .now - began)
        }
    }

    /// A failed commit stored nothing. What one caller's events broke must not hit the others: each is tried alone.
    private func recover(_ batch: [Entry], from error: any Error, after time: Duration) async {
        if let refusal = Self.refusal(of: error) {
            for entry in batch { entry.continuation.resume(throwing: refusal) }
            // Who waited behind a database that hangs has waited long enough.
            if time > Self.patience { refuseWaiting() }
        } else if batch.count == 1 {
            for entry in batch { entry.continuation.resume(throwing: error) }
        } else {
            for entry in batch { await commit([entry]) }
        }
    }

    /// Nothing of theirs was tried.
    private func refuseWaiting() {
        let refusal = LedgerError(.unavailable, "the database does not answer: nothing was stored")
        for entry in waiting { entry.continuation.resume(throwing: refusal) }
        waiting = []
        waitingRows = 0
    }

    /// What everybody in a batch is told, where the fault is nobody's events.
    private static func refusal(of error: any Error) -> LedgerError? {
        guard let error = error as? SQLError else { return nil }
        switch error.code {
        case .busy: return LedgerError(.overloaded, "another process is writing to the database: try again")
        case .storageFull, .readOnly:
            return LedgerError(.storageFull, "the database cannot be written: \(error)")
        case .cannotOpen, .connectionLost:
            return LedgerError(.unavailable, "the database cannot be reached: \(error)")
        case .outcomeUnknown:
            return LedgerError(
                .outcomeUnknown,
                "the database was lost while it stored: send the same again, what is stored is recognised"
            )
        default: return nil
        }
    }
}
