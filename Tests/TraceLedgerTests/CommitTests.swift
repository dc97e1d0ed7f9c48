// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import SQLStore
import Testing
import TraceEvents
import TraceTesting
import TraceText

@testable import TraceLedger

@Suite("Commits of many captures")
struct CommitTests {
    @Test("However captures fall into commits, each event fares as if it came alone", arguments: 0..<24)
    func model(seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed)
        let ledger = try await TestLedger.make()
        let appender = LedgerAppender(codec: ledger.codec, clock: { TestLedger.now })
        var model = PlainLedger()
        for _ in 0..<12 {
            let submissions = (0..<Int.random(in: 1...6, using: &chance)).map { _ in
                Self.submission(ledger.codec, &chance)
            }
            let written = try await ledger.database.write { try appender.append(submissions, in: $0) }
            appender.committed(written)
            let fates = written.results.map { $0.outcomes.map(Fate.init) }
            #expect(fates == submissions.map { model.take($0) }, "seed \(seed)")
        }
        for id in Self.ids {
            let stored = try await ledger.read { try $0.events(withID: id) }
            #expect(stored.map(Entry.init) == model.entries.filter { $0.id == id }, "seed \(seed)")
            for event in stored where event.event.errorDeclaration == nil {
                let reason = stored.first { $0.number == event.declaredWrongBy }?.event.errorDeclaration?
                    .reason
                #expect(reason == model.entries.first { $0.id == id && $0.reason != nil }?.reason)
            }
        }
    }

    @Test("Events of one instant that fall on one number take the next ones, in one commit or several")
    func sameNumber() async throws {
        let ledger = try await TestLedger.make()
        let appender = LedgerAppender(codec: ledger.codec, clock: { TestLedger.now })
        let events = Self.fallingOnOneNumber(ledger.codec)
        for commit in [events[..<1], events[1...]] {
            let submissions = commit.map { event in
                Submission(events: [event], vocabularies: [], behaviour: .rollback, receivedAt: 0)
            }
            _ = try await ledger.database.write { try appender.append(submissions, in: $0) }
        }
        let numbers = try await ledger.read { reader in
            try events.map { try reader.events(withID: $0.eventID).map(\.number.rawValue) }
        }
        let first = events[0].number.rawValue
        #expect(numbers == [[first], [first + 1], [first + 2]])
    }

    private static let ids = (0..<5).map { "urn:example:event:\($0)" }

    private static func submission(_ codec: BodyCodec, _ chance: inout SeededGenerator) -> Submission {
        let events = (0..<Int.random(in: 1...4, using: &chance)).map { index in
            var event = Event.seen(
                ["https://id.gs1.org/01/06901234567892/21/1"],
                at: Int.random(in: 0..<2, using: &chance)
            )
            event.eventID = ids.randomElement(using: &chance)
            if Int.random(in: 0..<3, using: &chance) == 0 {
                event.errorDeclaration = ErrorDeclaration(
                    declarationTime: Timestamp(milliseconds: 1_780_300_000_000),
                    reason: ["incorrect_data", "did_not_occur"].randomElement(using: &chance)
                )
            }
            return IdentifiedEvent(event, index: index, codec: codec, profiles: nil)
        }
        return Submission(
            events: events,
            vocabularies: [],
            behaviour: Bool.random(using: &chance) ? .rollback : .proceed,
            receivedAt: 0
        )
    }

    /// Three of many events whose IDs differ and whose first numbers do not.
    private static func fallingOnOneNumber(_ codec: BodyCodec) -> [IdentifiedEvent] {
        var byNumber: [EventNumber: [String]] = [:]
        var next = 0
        while true {
            let id = "urn:example:event:\(next)"
            next += 1
            let number = EventNumber(time: Event.at(0, .object).eventTime, identity: LinkKey(id))
            byNumber[number, default: []].append(id)
            guard let found = byNumber[number], found.count == 3 else { continue }
            return found.map { id in
                var event = Event.seen(["urn:example:unit"], at: 0)
                event.eventID = id
                return IdentifiedEvent(event, index: 0, codec: codec, profiles: nil)
            }
        }
    }
}

/// What became of an event, without its number.
private enum Fate: Equatable {
    case stored, repeated, idTaken, rolledBack

    init(_ outcome: AppendOutcome) {
        switch outcome {
        case .stored: self = .stored
        case .repeated: self = .repeated
        case .idTaken: self = .idTaken
        case .rolledBack: self = .rolledBack
        }
    }
}

/// An event, as far as a repetition is told by it.
private struct Entry: Equatable {
    let id: String
    let hash: [UInt8]
    /// Of a declaration that the event is wrong.
    let reason: String?

    init(_ event: IdentifiedEvent) {
        (id, hash, reason) = (event.eventID, event.hash, event.declaration?.reason)
    }

    init(_ stored: StoredEvent) {
        (id, hash, reason) = (stored.eventID, stored.hash, stored.event.errorDeclaration?.reason)
    }
}

/// The rules of capture over a plain list.
private struct PlainLedger {
    var entries: [Entry] = []

    mutating func take(_ submission: Submission) -> [Fate] {
        let before = entries
        let fates = submission.events.map { take(Entry($0)) }
        guard submission.behaviour == .rollback, fates.contains(.idTaken) else { return fates }
        entries = before
        return fates.map { $0 == .idTaken ? .idTaken : .rolledBack }
    }

    private mutating func take(_ entry: Entry) -> Fate {
        guard let same = entries.first(where: { $0.id == entry.id && $0.reason == entry.reason }) else {
            entries.append(entry)
            return .stored
        }
        return same.hash == entry.hash || entry.reason != nil ? .repeated : .idTaken
    }
}
