// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import Synchronization

/// Collects what many callers want written and commits it together: one sync of the disk for all of them.
///
/// While one commit runs, the next batch gathers; so a lone caller waits for nothing but his own commit, and
/// under load the number of commits does not grow with the number of callers. Nobody is answered before the
/// commit that holds his events.
///
/// No actor: to enter one and leave it again would move each caller twice from thread to thread.
final class CommitQueue: Sendable {
    private let appender: LedgerAppender
    private let database: any SQLDatabase
    private let fresh: FreshRecords
    private let state = Mutex(State())

    private struct State {
        var waiting: [Entry] = []
        var waitingRows = 0
        var isCommitting = false
    }

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
        return try await withCheckedThrowingContinuation { continuation in
            let entry = Entry(submission: submission, rows: rows, continuation: continuation)
            switch take(entry) {
            case .refused:
                let refusal = "more events wait to be stored than this server holds"
                continuation.resume(throwing: LedgerError(.overloaded, refusal))
            case .first: Task { await commitAll() }
            case .waiting: break
            }
        }
    }

    private enum Place {
        case refused
        /// Nobody commits yet.
        case first
        case waiting
    }

    private func take(_ entry: Entry) -> Place {
        state.withLock { state in
            guard state.waiting.isEmpty || state.waitingRows + entry.rows <= Self.capacity else {
                return .refused
            }
            state.waiting.append(entry)
            state.waitingRows += entry.rows
            defer { state.isCommitting = true }
            return state.isCommitting ? .waiting : .first
        }
    }

    private func commitAll() async {
        while let batch = nextBatch() { await commit(batch) }
    }

    /// Nil where nobody waits; who comes next commits again.
    private func nextBatch() -> [Entry]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isCommitting = false
                return nil
            }
            var rows = 0
            var end = 0
            while end < state.waiting.count, end == 0 || rows + state.waiting[end].rows <= Self.batchSize {
                rows += state.waiting[end].rows
                end += 1
            }
            let batch = Array(state.waiting[..<end])
            state.waiting.removeFirst(end)
            state.waitingRows -= rows
            return batch
        }
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
        let refused = state.withLock { state in
            defer { (state.waiting, state.waitingRows) = ([], 0) }
            return state.waiting
        }
        let refusal = LedgerError(.unavailable, "the database does not answer: nothing was stored")
        for entry in refused { entry.continuation.resume(throwing: refusal) }
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
