// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog
import Testing
import TraceTesting

@testable import TraceLedger
@testable import TraceLog

@Suite("Audit of the log")
struct AuditTests {
    @Test("A log that nobody touched holds, at every size that it had", arguments: HashSuite.allCases)
    func sound(suite: HashSuite) async throws {
        var random = SeededGenerator(seed: 1)
        let scene = try await LogScene(suite: suite)
        var notes = [try await scene.log.checkpoint()]
        var count = 0
        while count < 1500 {
            let more = Int.random(in: 1...400, using: &random)
            try await scene.capture(more, from: count)
            count += more
            notes.append(try await scene.log.checkpoint())
        }
        let report = try await scene.audit(against: notes)
        #expect(report.findings.isEmpty, "\(report.findings)")
        #expect((report.size, report.waiting) == (count, 0))
        for (older, newer) in zip(notes, notes.dropFirst()) {
            let (from, to) = (
                try Checkpoint(older, by: scene.key.verifier), try Checkpoint(newer, by: scene.key.verifier)
            )
            let (fromRoot, toRoot, proof) = try await scene.log.consistency(from: from.size, to: to.size)
            #expect((fromRoot, toRoot) == (from.root, to.root))
            let (older, newer) = ((from.size, fromRoot), (to.size, toRoot))
            #expect(TreeProof.isConsistent(from: older, to: newer, proof: proof, suite: suite))
        }
    }

    @Test(
        "Whoever writes into the database is found out, and what was done is named",
        arguments: [
            (.changeBody, [.eventChanged], "urn:example:event:300"),
            (.flipBit, [.eventChanged], "leaf 300"),
            (.changeColumn, [.eventChanged], "urn:example:event:300"),
            (.remove, [.eventRemoved], "leaf 300"),
            (.removeFirst, [.eventRemoved], "leaf 0"),
            (.removeLast, [.eventRemoved], "leaf 599"),
            (.swap, [.eventMoved, .eventMoved], "urn:example:event:100"),
            (.add, [.eventAdded], "urn:example:event:300"),
            (.changeEntry, [.entryChanged, .tileChanged, .tileChanged, .checkpointWrong], "leaf 511"),
            (.changeTile, [.tileChanged], "tile/0/000"),
            (.changeUpperTile, [.tileChanged], "tile/1/000.p/2"),
            (.removeTile, [.tileChanged], "tile/0/000"),
            (.removeBundle, [.logDamaged], "tile/entries/001"),
            (.changeCheckpoint, [.signatureWrong], "signature"),
        ] as [(LogScene.Deed, [LogFinding.Kind], String)],
        HashSuite.allCases
    )
    func tampering(
        _ tampering: (deed: LogScene.Deed, kinds: [LogFinding.Kind], words: String),
        suite: HashSuite
    ) async throws {
        let (deed, kinds, words) = tampering
        let scene = try await LogScene(600, suite: suite)
        try await scene.tamper(deed)
        let findings = try await scene.audit().findings
        #expect(
            findings.map(\.kind).sorted { $0.rawValue < $1.rawValue }
                == kinds.sorted { $0.rawValue < $1.rawValue }
        )
        #expect(findings.contains { $0.text.contains(words) }, "\(findings.map(\.text))")
    }

    @Test("Every deed is tried")
    func coverage() {
        #expect(LogScene.Deed.allCases.count == 14)
    }

    @Test(
        "Somebody who has the key and makes the log anew is found out by an older checkpoint",
        arguments: HashSuite.allCases
    )
    func fork(suite: HashSuite) async throws {
        let first = try await LogScene(300, suite: suite)
        let kept = try await first.log.checkpoint()
        let second = try await LogScene(0, key: first.key)
        try await second.capture(300, word: "other")
        #expect(try await second.kinds().isEmpty)
        #expect(try await second.kinds(against: [kept]) == [.logForked])
    }

    @Test("A log that lost its end is found out by an older checkpoint")
    func shortened() async throws {
        let long = try await LogScene(300)
        let kept = try await long.log.checkpoint()
        let short = try await LogScene(0, key: long.key)
        try await short.capture(200)
        #expect(try await short.kinds(against: [kept]) == [.logShortened])
    }

    @Test("A checkpoint of another log, or of another key, is told apart")
    func otherLogs() async throws {
        let scene = try await LogScene(10)
        let other = try await LogScene(10, key: try SignerKey(name: "other.example.cn/log"))
        #expect(try await scene.kinds(against: [other.log.checkpoint()]) == [.otherLog])
        let forged = try await LogScene(10, key: try SignerKey(name: LogScene.name))
        #expect(try await scene.kinds(against: [forged.log.checkpoint()]) == [.signatureWrong])
    }

    @Test("Events that wait for the log are no finding; without a log there is no size")
    func waiting() async throws {
        let scene = try await LogScene(3)
        _ = try await scene.ledger.capture([LogScene.event(9)], behaviour: .proceed, caller: .operator)
        let report = try await scene.audit()
        #expect((report.size, report.waiting, report.findings.count) == (3, 1, 0))
        try await scene.write("DELETE FROM log_head")
        #expect(try await scene.audit().size == nil)
    }
}
