// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import Synchronization

/// Writes submissions inside one transaction.
struct LedgerAppender: Sendable {
    private let clock: @Sendable () -> Int64
    private let seenTerms = TermMemory()
    private let codec: BodyCodec

    /// - Parameter clock: microseconds since 1970.
    init(codec: BodyCodec, clock: @escaping @Sendable () -> Int64) {
        self.codec = codec
        self.clock = clock
    }

    /// What one transaction wrote.
    struct Written: Sendable {
        var results: [AppendResult] = []
        var newTerms: Set<Term> = []
        var fresh: [FreshRecords.Fresh] = []
    }

    func append(_ submissions: [Submission], in connection: any SQLConnection) throws -> Written {
        var transaction = try AppendTransaction(of: submissions, in: connection, codec: codec, now: clock())
        var written = Written()
        for submission in submissions {
            let outcomes = try transaction.append(submission)
            let job = try submission.job.map {
                try transaction.record($0, of: submission, outcomes: outcomes)
            }
            written.results.append(AppendResult(outcomes: outcomes, job: job))
        }
        written.newTerms = seenTerms.unseen(transaction.terms)
        written.fresh = transaction.fresh
        try transaction.finish(newTerms: written.newTerms)
        return written
    }

    /// Call when the transaction is on disk.
    func committed(_ written: Written) { seenTerms.remember(written.newTerms) }
}

/// The terms known to be stored, so that they are not written with every event.
private final class TermMemory: Sendable {
    private let terms = Mutex<Set<Term>>([])
    /// Beyond this the memory starts again; writing a term twice is harmless.
    private static let limit = 100_000

    func unseen(_ candidates: Set<Term>) -> Set<Term> { terms.withLock { candidates.subtracting($0) } }

    func remember(_ stored: Set<Term>) {
        terms.withLock {
            if $0.count > Self.limit { $0.removeAll() }
            $0.formUnion(stored)
        }
    }
}
