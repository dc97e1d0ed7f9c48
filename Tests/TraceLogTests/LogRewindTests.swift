// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog
import SQLStore
import Testing
import TraceTesting

@testable import TraceLedger
@testable import TraceLog

@Suite("A log taken back to a time")
struct LogRewindTests {
    @Test(
        "begins what was signed later, holds every older checkpoint, and goes on as a new log",
        arguments: 1...6
    )
    func rewind(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let scene = try await LogScene()
        var notes = [try await scene.log.checkpoint()]
        var count = 0
        while count < 900 {
            let more = Int.random(in: 1...300, using: &random)
            try await scene.capture(more, from: count)
            count += more
            notes.append(try await scene.log.checkpoint())
        }
        let database = scene.ledger.database
        let times = try await scene.times()
        // Also before the first, at the ends of bundles, and after the last.
        let size =
            [0, 256, 512, count, Int.random(in: 1...count, using: &random)].randomElement(using: &random) ?? 0
        let time = size == 0 ? 1 : times[size - 1]
        let signed = try notes.map { try Checkpoint(text: $0.text) }
        let left = try #require(
            try await database.read { try LogRewind.remainder(at: time, of: signed, in: $0) }
        )
        #expect(left.size == size)
        #expect(left.broken.isEmpty)
        let forged = Checkpoint(origin: LogScene.name, size: count, root: signed[0].root)
        let broken = try await database.read { try LogRewind.remainder(at: time, of: [forged], in: $0) }
        #expect(broken?.broken == [forged])

        let key = try SignerKey(name: LogScene.name + "/next")
        let former = scene.key.verifier
        let dropped = try await database.write { connection in
            let dropped = try LedgerRewind.run(to: time, in: connection)
            try LogRewind.run(to: time, in: connection)
            try EventLog.begin(by: key, after: former, at: 1, in: connection)
            return dropped
        }
        #expect(dropped == count - size)
        try await scene.ledger.rebuild()
        let report = try await scene.audit(
            against: zip(notes, signed).filter { $1.size <= size }.map(\.0),
            key: key.verifier
        )
        #expect(report.findings.isEmpty, "\(report.findings)")
        #expect((report.size, report.root, report.waiting) == (size, left.root, 0))

        let log = try await EventLog(scene.ledger, key: key)
        _ = try await scene.ledger.capture(
            (count..<count + 300).map { LogScene.event($0) },
            behaviour: .proceed,
            caller: .operator
        )
        try await log.catchUp()
        let later = try await scene.audit(against: notes + [log.checkpoint()], key: key.verifier)
        #expect(later.size == size + 300)
        // What lost its leaves is told, once for each checkpoint, also where the new log has grown beyond it.
        #expect(later.findings.map(\.kind) == signed.filter { $0.size > size }.map { _ in .logShortened })
    }
}
