// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import LedgerTesting
import MerkleLog
import SQLStore
import Testing
import TraceEvents
import TraceText

@testable import TraceLedger
@testable import TraceLog

@Suite("Erasure by law")
struct ErasureTests {
    @Test(
        "What is erased is gone, and entries, older checkpoints and proofs hold",
        arguments: HashSuite.allCases
    )
    func field(suite: HashSuite) async throws {
        let scene = try await ErasureScene(suite: suite)
        let log = scene.log
        let older = try await log.checkpoint()
        let entries = try await log.bytes(of: TilePath(level: nil, index: 1, width: 45))
        let before = try #require(try await log.proof(of: LogScene.id(900), as: .operator))
        #expect(before.shownTexts.joined().contains(ErasureScene.phone))

        let notices = try await scene.erase([900], ["phone"])
        #expect(notices.map(\.fields) == [["hash", "ex:phone"]])
        #expect(try await log.bytes(of: TilePath(level: nil, index: 1, width: 45)) == entries)
        let report = try await scene.audit(against: [older])
        #expect(report.findings.isEmpty, "\(report.findings)")
        #expect((report.size, report.erased) == (302, 1))

        // Who kept the older proof can still show it; a new one shows the rest under the same leaf.
        _ = try before.verify(by: scene.key.verifier)
        let after = try #require(try await log.proof(of: LogScene.id(900), as: .operator))
        var file = JSONWriter()
        after.write(to: &file)
        _ = try EventProof(file: file.bytes).verify(by: scene.key.verifier)
        #expect(after.leaf.entry == before.leaf.entry)
        #expect(after.leaf.members.count == before.leaf.members.count)
        #expect(after.shownTexts.count == before.shownTexts.count - 2)
        #expect(after.shownTexts.joined().contains(ErasureScene.person))
        #expect(try await log.proof(of: LogScene.id(900), as: .public) != nil)

        let stored = try await scene.stored(900)
        #expect(stored.map(\.event.extensions.count) == [1])
        #expect(stored.map(\.hash) == [[]])
        #expect(try await scene.notices() == notices)
    }

    @Test("A person is erased from every event, and only the person; no index finds the person again")
    func subject() async throws {
        let scene = try await ErasureScene()
        try await scene.capture([ErasureScene.event(901)])
        let notices = try await scene.log.erase(
            .subject(ErasureScene.person),
            ground: ErasureScene.ground,
            orderedBy: "Li"
        )
        let fields = ["hash", "sourceList", "qs:workers"]
        #expect(notices.map(\.fields) == [fields, fields])
        #expect(try await scene.audit().findings.isEmpty)
        let events = try await scene.stored(900) + scene.stored(901)
        #expect(events.allSatisfy { $0.event.sources.isEmpty && $0.event.extensions.count == 1 })
        #expect(events.allSatisfy { $0.event.readPoint?.id == ErasureScene.place })
        let links = try await scene.ledger.read {
            try $0.links(of: [Sought(ErasureScene.person)], roles: .named)
        }
        #expect(links.isEmpty)
        let again = try await scene.log.erase(.subject(ErasureScene.person), ground: "x", orderedBy: "y")
        #expect(again.isEmpty)
    }

    @Test("Indexes made anew from what is left are those that were left", arguments: [true, false])
    func rebuilt(ownID: Bool) async throws {
        let scene = try await ErasureScene(ownID: ownID)
        _ = try await scene.erase([900], ["readPoint", "sourceList"])
        let kept = try await scene.indexes()
        #expect(!kept.contains { $0.contains(ErasureScene.place) })
        try await scene.ledger.rebuild()
        #expect(try await scene.indexes() == kept)
        #expect(try await scene.audit().findings.isEmpty)
    }

    @Test(
        "An event whose ID was its hash, and the declaration that it is wrong, get another ID and number together"
    )
    func hash() async throws {
        let scene = try await ErasureScene(ownID: false)
        let event = ErasureScene.event(900, ownID: false)
        var declaration = event
        declaration.errorDeclaration = ErrorDeclaration(declarationTime: event.eventTime)
        try await scene.capture([declaration])
        let before = try await scene.stored(900)
        #expect(before.count == 2)

        let notices = try await scene.erase([900], ["ex:phone"])
        #expect(notices.count == 2)
        #expect(try await scene.audit().findings.isEmpty)
        let id = PublicEventID.of(before[0].recordTime)
        #expect(try await scene.stored(900).isEmpty)
        let after = try await scene.ledger.read { try $0.events(withID: id) }
        #expect(after.map(\.recordTime) == before.map(\.recordTime))
        #expect(after.map(\.hash) == [[], []])
        #expect(Set(after.map(\.number)).isDisjoint(with: before.map(\.number)))
        #expect(after.map(\.declaredWrongBy) == [after[1].number, nil])
        try await scene.ledger.rebuild()
        let rebuilt = try await scene.ledger.read { try $0.events(withID: id) }
        #expect(rebuilt.map(\.declaredWrongBy) == [after[1].number, nil])
        _ = try #require(try await scene.log.proof(of: id, as: .public)).verify(by: scene.key.verifier)
    }

    @Test("Fields may be erased one after another; the last notice tells of all")
    func twice() async throws {
        let scene = try await ErasureScene()
        _ = try await scene.erase([900], ["phone"])
        #expect(try await scene.erase([900], ["phone"]).isEmpty)
        let more = try await scene.erase([900], ["workers", "readPoint"])
        #expect(more.map(\.fields) == [["hash", "readPoint/id", "ex:phone", "qs:workers"]])
        let report = try await scene.audit()
        #expect((report.findings.count, report.erased) == (0, 1), "\(report.findings)")
    }

    @Test("Leaves that come after an erasure into the same bundle do not bring the salt back")
    func growth() async throws {
        let scene = try await ErasureScene()
        let read = try #require(try await scene.log.read { try $0.bundle(1) })
        var (stored, grown) = (read, read)
        stored.wipeSalt(44)
        grown.append(time: 1, salt: Array(repeating: 7, count: 16), entry: Array(repeating: 7, count: 33))
        let put = grown.withSalts(of: stored)
        #expect(put.isWiped(44) && put.salt(43) == read.salt(43))
        #expect(put.salt(45).allSatisfy { $0 == 7 } && put.times == grown.times)
        _ = try await scene.erase([900], ["phone"])
        try await scene.capture((910..<920).map { LogScene.event($0) })
        #expect(try await scene.log.read { try $0.bundle(1) }?.isWiped(44) == true)
        #expect(try await scene.audit().findings.isEmpty)
    }

    @Test(
        "What may not be erased, and what is not there, changes nothing",
        arguments: [
            ([900], "bizStep", "may not"), ([900], "epcList", "may not"), ([900], "eventID", "may not"),
            ([900], "none", "no event has"), ([900, 5000], "phone", "no event with"),
        ] as [([Int], String, String)]
    )
    func refused(numbers: [Int], field: String, words: String) async throws {
        let scene = try await ErasureScene()
        let error = await #expect(throws: LogFailure.self) {
            try await scene.erase(numbers, ["ex:phone", field])
        }
        #expect(error?.code == .refused)
        #expect(error?.reason.contains(words) == true)
        let report = try await scene.audit()
        #expect((report.size, report.findings.count) == (301, 0))
    }

    @Test("While the index is rebuilt nothing is erased, whose new tables hold what is to go")
    func rebuilding() async throws {
        let scene = try await ErasureScene()
        try await scene.write(
            "INSERT INTO rebuilding(position, done, is_replaced, rules) VALUES (1, 1, 0, '')"
        )
        let error = await #expect(throws: SQLError.self) { try await scene.erase([900], ["ex:phone"]) }
        #expect(error?.code == .busy)
        #expect(try await scene.audit().erased == 0)
    }

    @Test("A database taken back to before an erasure stays erased, and keeps the notice of it")
    func rewound() async throws {
        let scene = try await ErasureScene()
        let time = try #require(try await scene.scene.times().last)
        try await scene.capture([LogScene.event(950)])
        _ = try await scene.erase([900], ["phone"])
        try await scene.ledger.database.write { [key = scene.key] connection in
            let kept = try LogRewind.notices(at: time, in: connection)
            #expect(try LedgerRewind.run(to: time, keeping: kept, in: connection) == 1)
            try LogRewind.run(to: time, in: connection)
            try EventLog.begin(by: key, after: nil, at: 1, in: connection)
        }
        let report = try await scene.audit()
        #expect(report.findings.isEmpty, "\(report.findings)")
        #expect((report.size, report.waiting, report.erased) == (301, 1, 1))
        try await scene.log.catchUp()
        #expect(try await scene.audit().findings.isEmpty)
    }

    @Test(
        "Whoever makes something else look like an erasure is found",
        arguments: ErasureScene.Pretence.allCases
    )
    func pretended(pretence: ErasureScene.Pretence) async throws {
        let scene = try await ErasureScene(ownID: pretence != .otherID)
        try await scene.pretend(pretence)
        #expect(try await scene.audit().findings.map(\.kind) == pretence.kinds)
    }

    @Test("No byte of what is erased is left in the file")
    func bytes() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "erasure-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func occurs(_ bytes: some Sequence<UInt8>) throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { name in
                try Data(contentsOf: folder.appending(path: name)).firstRange(of: Data(bytes)) != nil
            }
        }
        let file = try SQLiteDatabase(path: folder.appending(path: "test.db").path)
        let ledger = try await Ledger(file) { TestLedger.now }
        let log = try await EventLog(ledger, key: SignerKey(name: LogScene.name))
        for number in 0..<20 {
            let events =
                (0..<50).map { LogScene.event(number * 50 + $0) } + [ErasureScene.event(9000 + number)]
            _ = try await ledger.capture(events, behaviour: .proceed, caller: .operator)
        }
        let bodies = try await file.read { connection in
            try connection.rows("SELECT body FROM event ORDER BY record_time") { $0.blob(0) }
        }
        let gone = (0..<20).map { bodies[$0 * 51 + 50] } + [Array(ErasureScene.place.utf8)]
        for bytes in gone { #expect(try occurs(bytes)) }
        _ = try await log.erase(
            .fields(
                eventIDs: (9000..<9020).map(LogScene.id),
                names: ["phone", "sourceList", "workers", "readPoint"]
            ),
            ground: ErasureScene.ground,
            orderedBy: "Li"
        )
        try await file.scrub()
        for bytes in gone + [Array(ErasureScene.phone.utf8)] { #expect(try !occurs(bytes)) }
        let report = try await LogAudit(ledger, key: log.key).run()
        #expect((report.findings.count, report.erased) == (0, 20), "\(report.findings)")
        try file.close()
        for bytes in gone { #expect(try !occurs(bytes)) }
    }

    @Test(
        "On a server no byte is left in the tables, nor in samples of them",
        .enabled(if: TestLedger.server != nil, "run through scripts/with-postgres")
    )
    func bytesOnServer() async throws {
        let address = try PostgreSQLAddress(TestLedger.freshSchema(on: TestLedger.server ?? ""))
        let database = try PostgreSQLDatabase(address, readers: 2)
        let ledger = try await Ledger(database) { TestLedger.now }
        let log = try await EventLog(ledger, key: SignerKey(name: LogScene.name))
        let events = (0..<50).map { LogScene.event($0) } + [ErasureScene.event(900)]
        _ = try await ledger.capture(events, behaviour: .proceed, caller: .operator)
        let tables = ["event", "link", "term", "log_bundle"]
        for table in tables { try PostgreSQLDatabase.run("ANALYZE \(table)", at: address) }
        @Sendable func holds(_ bytes: [UInt8], _ tables: [String]) async throws -> Bool {
            try PostgreSQLDatabase.run("CHECKPOINT", at: address)
            if TestLedger.isDistributed {
                try PostgreSQLDatabase.run("SELECT run_command_on_workers('CHECKPOINT')", at: address)
            }
            return try await database.read { connection in
                try tables.contains { try Self.holds(bytes, $0, connection) }
            }
        }
        let body = try await database.read { connection in
            try connection.row("SELECT body FROM event ORDER BY record_time DESC LIMIT 1") { $0.blob(0) }
        }
        let gone = [try #require(body), Array(ErasureScene.place.utf8)]
        for bytes in gone { #expect(try await holds(bytes, tables)) }
        _ = try await log.erase(
            .fields(eventIDs: [LogScene.id(900)], names: ["phone", "readPoint"]),
            ground: ErasureScene.ground,
            orderedBy: "Li"
        )
        try PostgreSQLDatabase.scrub(tables, at: address)
        for bytes in gone { #expect(try await !holds(bytes, tables + ["pg_catalog.pg_statistic"])) }
        try database.close()
    }

    /// Whether bytes stand in a table's file, or on the machines of a distributed database in one of its parts or in
    /// the table of the same name.
    private static func holds(_ bytes: [UInt8], _ table: String, _ connection: any SQLConnection) throws
        -> Bool
    {
        func place(in table: String) -> String {
            let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let file = "pg_read_binary_file(pg_relation_filepath('\(table)'))"
            return "SELECT position('\\x\(hex)'::bytea IN \(file))"
        }
        func isFound(by asking: String, _ text: String) throws -> Bool {
            let sql = "SELECT count(*) FROM \(asking) WHERE NOT success OR result <> '0'"
            return try connection.row(sql, [.text(text)]) { $0.integer(0) } != 0
        }
        if try connection.row(place(in: table), [], { $0.integer(0) }) != 0 { return true }
        guard TestLedger.isDistributed else { return false }
        if table.hasPrefix("pg_catalog.") {
            return try isFound(by: "run_command_on_workers($1)", place(in: table))
        }
        let part = "SELECT 1 FROM pg_dist_partition WHERE logicalrelid = '\(table)'::regclass"
        guard try connection.row(part, [], { _ in true }) == true else { return false }
        return try isFound(by: "run_command_on_placements('\(table)', $1)", place(in: "%s"))
    }

    @Test("The profiles say which of their fields may be erased")
    func profile() throws {
        let book = try ProfileBook.embedded()
        let stages = book.ids.compactMap { book.profile($0) }.flatMap(\.stages)
        #expect(stages.flatMap(\.elements).count { $0.visibility == .personal } > 50)
        for stage in stages {
            var event = Event(
                type: .object,
                eventTime: Timestamp(milliseconds: TestLedger.now / 1000),
                timeZoneOffset: "+08:00"
            )
            event.extensions = [
                ExtensionField(name: ChainTerms.name(ChainTerms.stage), value: .string(stage.reference))
            ]
            guard let known = book.stage(stage.reference, at: event.eventTime.milliseconds) else { continue }
            let fields = PersonalFields(of: event, book: book)
            for element in known.elements {
                let isPersonal = element.visibility == .personal
                let maybe = element.schemes.contains { ["person", "resident-id"].contains($0) }
                #expect(fields.isPersonal("qs:" + element.id) == isPersonal)
                #expect(fields.includes("qs:" + element.id) == (isPersonal || maybe), "\(element.id)")
            }
            #expect(!fields.includes("qs:stage") && fields.includes("qs:operator"))
        }
    }
}
