// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import MerkleLog
import Testing
import TraceEvents
import TraceText

@testable import TraceLedger
@testable import TraceLog

@Suite("Event log")
struct EventLogTests {
    @Test("A log begins with a signed checkpoint of nothing")
    func empty() async throws {
        let scene = try await LogScene()
        let checkpoint = try Checkpoint(try await scene.log.checkpoint(), by: scene.key.verifier)
        #expect(checkpoint == Checkpoint(origin: LogScene.name, size: 0, root: HashSuite.sha256.empty))
    }

    @Test("Entries, tiles and checkpoint fit each other, and reach as far as the log and no further")
    func tiles() async throws {
        let scene = try await LogScene(600)
        let checkpoint = try Checkpoint(try await scene.log.checkpoint(), by: scene.key.verifier)
        var edge = TreeEdge(.sha256)
        for (index, width) in [(0, 256), (1, 256), (2, 88)] {
            let bytes = try #require(
                try await scene.log.bytes(of: TilePath(level: nil, index: index, width: width))
            )
            let entries = try #require(EntryBundle.entries(of: bytes))
            #expect(entries.count == width)
            #expect(entries.allSatisfy { $0.count == 33 && $0.first == 1 })
            let hashes = entries.map { edge.suite.leaf($0) }
            let tile = try await scene.log.bytes(of: TilePath(level: 0, index: index, width: width))
            #expect(tile == hashes.joinedBytes)
            for hash in hashes { edge.append(hash) { _ in } }
        }
        #expect((edge.size, edge.root) == (checkpoint.size, checkpoint.root))
        for path in [
            TilePath(level: 0, index: 2), TilePath(level: 0, index: 2, width: 89),
            TilePath(level: 0, index: 3, width: 1),
            TilePath(level: nil, index: 2), TilePath(level: 1, index: 0, width: 3),
            TilePath(level: 2, index: 0, width: 1),
            TilePath(level: 63, index: 0),
        ] {
            #expect(try await scene.log.bytes(of: path) == nil, "\(path.text)")
        }
    }

    @Test("A proof shows who runs the platform the whole event, and holds", arguments: HashSuite.allCases)
    func wholeProof(suite: HashSuite) async throws {
        let scene = try await LogScene(300, suite: suite)
        let proof = try #require(try await scene.log.proof(of: LogScene.id(77), as: .operator))
        #expect((proof.index, proof.size) == (77, 300))
        _ = try proof.verify(by: scene.key.verifier)
        var file = JSONWriter()
        proof.write(to: &file)
        _ = try EventProof(file: file.bytes).verify(by: scene.key.verifier)
        #expect(proof.shownTexts.count == proof.leaf.members.count)
        #expect(proof.shownTexts.contains(#""readPoint"/"id":"https://id.gs1.org/414/6901234567892""#))
    }

    @Test("A proof shows the public nothing that the event's page does not, and holds all the same")
    func publicProof() async throws {
        let scene = try await LogScene()
        let person = "urn:qiongsu:person:0123456789abcdef"
        var event = LogScene.event(1)
        event.sources = [PartyOrPlace(type: "possessing_party", id: person)]
        event.eventID = nil
        let stored = try await scene.ledger.capture(event, caller: .operator)
        try await scene.log.catchUp()
        let whole = try #require(try await scene.log.proof(of: stored.eventID ?? "", as: .operator))
        #expect(whole.shownTexts.joined().contains(person))
        // The public does not know the event by its hash, which would confirm guesses.
        #expect(try await scene.log.proof(of: stored.eventID ?? "", as: .public) == nil)
        let id = "urn:qiongsu:event:\(try await scene.times()[0])"
        let proof = try #require(try await scene.log.proof(of: id, as: .public))
        _ = try proof.verify(by: scene.key.verifier)
        let texts = proof.shownTexts.joined()
        #expect(texts.contains(event.epcs[0]))
        #expect(!texts.contains(person))
        #expect(!texts.contains(Hex.string(event.hashDigest())))
        #expect(proof.leaf.entry == whole.leaf.entry)
        var writer = JSONWriter()
        proof.write(to: &writer)
        let read = try EventProof(file: writer.bytes)
        #expect(read.leaf.entry == proof.leaf.entry)
        _ = try read.verify(by: scene.key.verifier)
    }

    @Test(
        "A proof in which something was changed does not hold",
        arguments: [
            ("shipping", "receiving"), (#""index":77"#, #""index":78"#), (#""size":300"#, #""size":301"#),
            (#"\n300\n"#, #"\n301\n"#), ("seen77", "seen78"), ("qiongsu-log-proof/1", "qiongsu-log-proof/2"),
        ]
    )
    func changedProof(text: String, other: String) async throws {
        let scene = try await LogScene(300)
        var writer = JSONWriter()
        try #require(try await scene.log.proof(of: LogScene.id(77), as: .operator)).write(to: &writer)
        let changed = writer.text.replacing(text, with: other)
        #expect(changed != writer.text)
        #expect(throws: LogError.self) {
            _ = try EventProof(file: Array(changed.utf8)).verify(by: scene.key.verifier)
        }
    }

    @Test("A proof of an event whose body was changed is refused")
    func damagedEvent() async throws {
        let scene = try await LogScene(600)
        try await scene.tamper(.changeBody)
        let error = await #expect(throws: LogFailure.self) {
            try await scene.log.proof(of: LogScene.id(300), as: .operator)
        }
        #expect(error?.code == .damaged)
    }

    @Test("There is no proof of an event that there is not, and not yet of one that waits")
    func noProof() async throws {
        let scene = try await LogScene(1)
        #expect(try await scene.log.proof(of: "urn:example:none", as: .operator) == nil)
        _ = try await scene.ledger.capture([LogScene.event(2)], behaviour: .proceed, caller: .operator)
        let error = await #expect(throws: LogFailure.self) {
            try await scene.log.proof(of: LogScene.id(2), as: .operator)
        }
        #expect(error?.code == .notYet)
    }

    @Test("Several processes may bring in the same events: they are in the log once")
    func atOnce() async throws {
        let scene = try await LogScene()
        let events = (0..<400).map { LogScene.event($0) }
        _ = try await scene.ledger.capture(events, behaviour: .proceed, caller: .operator)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await scene.log.catchUp() } }
            try await group.waitForAll()
        }
        let report = try await scene.audit()
        #expect((report.size, report.findings.count) == (400, 0))
    }

    @Test("The same event in two logs has other entries: nobody can tell what an entry is of by trying")
    func saltedEntries() async throws {
        func entry() async throws -> [UInt8]? {
            try await LogScene(1).log.bytes(of: TilePath(level: nil, index: 0, width: 1))
        }
        #expect(try await entry() != entry())
    }

    @Test(
        "A log keeps its suite: the key of another is refused in plain words",
        arguments: HashSuite.allCases
    )
    func otherSuite(suite: HashSuite) async throws {
        let other: HashSuite = suite == .sha256 ? .sm3 : .sha256
        let scene = try await LogScene(1, suite: suite)
        let key = try SignerKey(name: LogScene.name, kind: .init(signing: other))
        let error = await #expect(throws: LogFailure.self) { _ = try await EventLog(scene.ledger, key: key) }
        #expect(error?.code == .otherLog)
        #expect(error?.reason.contains("“\(suite.rawValue)”") == true)
        // Who verifies without the key knows the suite from the database.
        let report = try await LogAudit(scene.ledger, key: nil).run()
        #expect((report.size, report.findings.count) == (1, 0))
    }

    @Test("A log does not go on under another key")
    func otherKey() async throws {
        let scene = try await LogScene(1)
        let error = await #expect(throws: LogFailure.self) {
            _ = try await EventLog(scene.ledger, key: try SignerKey(name: LogScene.name))
        }
        #expect(error?.code == .otherLog)
    }

    @Test("Cosignatures of known witnesses are taken, for the newest checkpoint and older ones")
    func cosignatures() async throws {
        let witness = try SignerKey(name: "witness.example.org", kind: .cosignature)
        let scene = try await LogScene(10, witnesses: [witness.verifier])
        var note = try await scene.log.checkpoint()
        let checkpoint = try Checkpoint(note, by: scene.key.verifier)
        let time = UInt64(TestLedger.now / 1_000_000)
        note.signatures = [Cosignature(checkpoint, by: witness, time: time).line]
        #expect(try await scene.log.cosignedCheckpoint() == nil)
        #expect(try await scene.log.take(cosigned: note) == ["witness.example.org"])
        #expect(try await scene.log.checkpoint().signatures.count == 2)
        try await scene.capture(5, from: 10)
        #expect(try await scene.log.checkpoint().signatures.count == 1)
        let cosigned = try #require(try await scene.log.cosignedCheckpoint())
        #expect(try Checkpoint(cosigned, by: scene.key.verifier) == checkpoint)
        _ = try Cosignature(cosigned.signatures[1], of: checkpoint, by: witness.verifier)
    }

    @Test(
        "Other cosignatures are refused",
        arguments: ["stranger", "other checkpoint", "future", "longer", "other root", "other log"]
    )
    func refusedCosignatures(what: String) async throws {
        let witness = try SignerKey(name: "witness.example.org", kind: .cosignature)
        let scene = try await LogScene(10, witnesses: [witness.verifier])
        let own = try Checkpoint(try await scene.log.checkpoint(), by: scene.key.verifier)
        let time = UInt64(TestLedger.now / 1_000_000) + (what == "future" ? 100_000 : 0)
        let stranger = try SignerKey(name: witness.verifier.name, kind: .cosignature)
        let checkpoint =
            switch what {
            case "longer": Checkpoint(origin: own.origin, size: 11, root: own.root)
            case "other root": Checkpoint(origin: own.origin, size: 9, root: own.root)
            case "other log": Checkpoint(origin: "other", size: 10, root: own.root)
            default: own
            }
        let signed =
            what == "other checkpoint" ? Checkpoint(origin: own.origin, size: 9, root: own.root) : checkpoint
        let line = Cosignature(signed, by: what == "stranger" ? stranger : witness, time: time).line
        let error = await #expect(throws: LogFailure.self) {
            try await scene.log.take(cosigned: SignedNote(text: checkpoint.text, signatures: [line]))
        }
        #expect(error?.code == .refused)
        #expect(try await scene.log.checkpoint().signatures.count == 1)
    }
}
