// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceEvents
package import TraceLedger

/// Takes records of people and simple systems: judges each before it is stored, and refuses what must not happen.
///
/// An EPCIS document tells what has happened; a record is about to happen, so a finding whose effect is *refuse*
/// keeps it out.
package actor RecordDesk {
    private let ledger: Ledger
    private let book: ProfileBook
    private let parties: any PartyBook
    /// The work that was begun last; each piece waits for the one before it.
    private var last: Task<Void, Never>?

    package init(_ ledger: Ledger, book: ProfileBook, parties: any PartyBook) {
        self.ledger = ledger
        self.book = book
        self.parties = parties
    }

    /// A record as it was sent.
    package struct Input: Sendable {
        package let fields: [String: FieldValue]
        /// What was seen to be wrong when it was read, which keeps it out.
        package let faults: [RecordFault]

        package init(_ fields: [String: FieldValue], faults: [RecordFault] = []) {
            self.fields = fields
            self.faults = faults
        }
    }

    /// What became of a record.
    package struct Answer: Sendable {
        package let event: Event
        package let stage: Stage
        /// In the order of the stage's rules; none for a record that was there already.
        package let findings: [Finding]
        package let state: State

        /// Nothing is stored where one of the findings refuses it.
        package var isStored: Bool { state == .stored || state == .repeated }

        /// Whether it is in the ledger.
        package enum State: String, Sendable, CaseIterable {
            case stored
            /// The same record was stored before, so that sending it again changed nothing.
            case repeated
            case refused
            /// Right, but left out because others that came with it are not.
            case held
        }
    }

    /// Gives the fields of the records with these places that are stored in place of those that were judged; called
    /// only for records that nothing keeps out, because codes are issued then.
    package typealias Completion = @Sendable (_ places: [Int]) async throws -> [Int: [String: FieldValue]]

    /// Judges a record and stores it.
    ///
    /// One at a time: of two records that exclude each other the second is refused.
    ///
    /// - Throws: ``InvalidRecord`` with every fault of the fields; ``LedgerError``.
    package func take(
        _ fields: [String: FieldValue],
        profile: String,
        stage: String,
        caller: Caller
    ) async throws -> Answer {
        let records = [Input(fields)]
        return try await take(records, profile: profile, stage: stage, isWhole: false, caller: caller)[0]
            .get()
    }

    /// Judges several records in their order, each as if those before it were stored, and stores those that are
    /// right in one commit.
    ///
    /// - Parameter isWhole: whether one that is not right keeps out all others.
    /// - Returns: one outcome for each record.
    /// - Throws: ``LedgerError``; what the completion throws.
    package func take(
        _ records: [Input],
        profile: String,
        stage: String,
        isWhole: Bool,
        caller: Caller,
        completing: Completion? = nil
    ) async throws -> [Result<Answer, InvalidRecord>] {
        guard caller.mayWrite else { throw LedgerError(.forbidden, "this caller may not write") }
        let batch = RecordBatch(
            records: records,
            profile: profile,
            stage: stage,
            book: book,
            parties: parties,
            now: ledger.now() / 1000
        )
        return try await inTurn { [ledger] in
            var judged = try await ledger.read { try batch.judge($0) }
            if let completing, !isWhole || judged.areRight {
                let completed = batch.with(
                    try await completing(judged.indices.filter { judged[$0].isToStore })
                )
                judged = try await ledger.read { try completed.judge($0) }
            }
            return try await Self.store(judged, isWhole: isWhole, ledger, caller)
        }
    }

    /// Runs work when all that was begun before it has ended.
    private func inTurn<Value: Sendable>(_ work: @Sendable @escaping () async throws -> Value) async throws
        -> Value
    {
        let before = last
        let task = Task {
            await before?.value
            return try await work()
        }
        last = Task { _ = try? await task.value }
        return try await task.value
    }

    private static func store(
        _ judged: [RecordBatch.Judged],
        isWhole: Bool,
        _ ledger: Ledger,
        _ caller: Caller
    ) async throws -> [Result<Answer, InvalidRecord>] {
        let places = judged.indices.filter { judged[$0].isToStore }
        var outcomes: [EventOutcome] = []
        if isWhole, !judged.areRight {
            outcomes = places.map { _ in .rolledBack }
        } else {
            outcomes = try await ledger.capture(
                places.compactMap { judged[$0].event },
                behaviour: isWhole ? .rollback : .proceed,
                caller: caller
            )
        }
        var answers = judged.map(\.answer)
        for (place, outcome) in zip(places, outcomes) { answers[place] = judged[place].answer(to: outcome) }
        return answers
    }
}

extension [RecordBatch.Judged] {
    /// Whether nothing keeps any of them out.
    fileprivate var areRight: Bool { allSatisfy { $0.isToStore || $0.isKnown } }
}

extension RecordBatch.Judged {
    fileprivate typealias Answer = Result<RecordDesk.Answer, InvalidRecord>

    /// What is said of a record that is not to be stored.
    fileprivate var answer: Answer {
        switch self {
        case .faulty(let faults): .failure(InvalidRecord(faults: faults))
        case .known(let event, let stage): answer(event, stage, [], .repeated)
        case .judged(let event, let stage, let findings): answer(event, stage, findings, .refused)
        }
    }

    /// What is said of one that was given to the ledger.
    fileprivate func answer(to outcome: EventOutcome) -> Answer {
        guard case .judged(let event, let stage, let findings) = self else { return answer }
        switch outcome {
        case .stored(let stored): return answer(stored, stage, findings, .stored)
        case .repeated(let stored): return answer(stored, stage, [], .repeated)
        case .rolledBack: return answer(event, stage, findings, .held)
        case .refused(let faults):
            let told = faults.map { RecordFault("event", .event, value: $0.message) }
            return .failure(InvalidRecord(faults: told))
        }
    }

    private func answer(
        _ event: Event,
        _ stage: Stage,
        _ findings: [Finding],
        _ state: RecordDesk.Answer.State
    ) -> Answer {
        .success(RecordDesk.Answer(event: event, stage: stage, findings: findings, state: state))
    }
}
