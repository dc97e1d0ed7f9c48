// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import Testing

@Suite("qiongsu backup and restore", .enabled(if: TestLedger.server == nil, "a server has its own files"))
struct RestoreCommandTests {
    private static func event(_ number: Int) -> String {
        #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","eventID":"urn:example:event:\#(number)","epcList":["https://id.gs1.org/01/06901234567892/21/\#(number)"],"action":"OBSERVE","bizStep":"inspecting"}"#
    }

    /// A folder with a database and a folder for backups.
    private struct Place {
        let folder: URL
        var database: URL { folder.appending(path: "qiongsu.db") }
        var backups: URL { folder.appending(path: "backups") }
        var checkpoint: URL { folder.appending(path: "checkpoint") }

        init() throws {
            folder = try Program.folder()
            try FileManager.default.createDirectory(at: backups, withIntermediateDirectories: true)
        }

        func run(_ arguments: String..., input: String = "") throws -> Program.Outcome {
            try Program.run(arguments, input: input, folder: folder)
        }

        /// Captures events, and lets a server bring them into the log.
        func capture(_ numbers: ClosedRange<Int>) throws {
            for number in numbers {
                let outcome = try run("capture", "-", input: RestoreCommandTests.event(number))
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            let server = try Server(in: folder)
            #expect(server.stop() == 0)
        }

        /// Keeps the checkpoint that a server publishes.
        func keepCheckpoint() throws {
            let server = try Server(in: folder)
            let connection = try #require(Connection(port: server.port))
            try Data(try #require(connection.get("/log/checkpoint")).utf8).write(to: checkpoint)
            #expect(server.stop() == 0)
        }

        func holds(_ number: Int) throws -> Bool {
            try run("trace", "(01)06901234567892(21)\(number)").status == 0
        }

        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        }

        func copy() throws -> URL {
            let names = try FileManager.default.contentsOfDirectory(atPath: backups.path)
            return backups.appending(path: try #require(names.filter { $0.hasSuffix(".db") }.max()))
        }
    }

    @Test("A backup that is restored at once proves itself, and its log goes on")
    func restored() throws {
        let place = try Place()
        try place.capture(1...3)
        let backup = try place.run("backup", "backups")
        #expect(backup.status == 0, "\(backup.errors)")
        #expect(backup.output.contains("3 events, captured until "))
        for file in try FileManager.default.contentsOfDirectory(atPath: place.backups.path) {
            let path = place.backups.appending(path: file).path
            #expect(
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600
            )
        }
        let outcome = try place.run("restore", "backups")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("proved: 3 events are as they were logged; 1 checkpoints hold"))
        #expect(!outcome.output.contains("a new log begins"))
        #expect(try place.names().contains { $0.hasPrefix("qiongsu.db.before-restore-") })
        #expect(try place.holds(3))
        try place.capture(4...4)
        #expect(try place.run("verify").status == 0)
    }

    @Test("A database that went on after the backup begins a new log, against which older checkpoints hold")
    func newLog() throws {
        let place = try Place()
        try place.capture(1...2)
        try place.keepCheckpoint()
        #expect(try place.run("backup", "backups").status == 0)
        try place.capture(3...3)
        let vouched = try place.run("restore", "backups", "--continue-log")
        #expect(vouched.status == 1)
        #expect(vouched.errors.contains("cannot go on"), "\(vouched.errors)")
        #expect(try place.holds(3))
        let outcome = try place.run("restore", "backups", "--against", "checkpoint")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("it was seen with 3 leaves, 2 are left"))
        #expect(try !place.holds(3))
        #expect(try place.run("verify", "--against", "checkpoint").status == 0)
        try place.capture(3...3)
        #expect(try place.run("verify", "--against", "checkpoint").status == 0)
    }

    @Test("To a time: what was captured later is gone, also where only the database in place holds the time")
    func until() throws {
        for hasBackup in [true, false] {
            let place = try Place()
            try place.capture(1...2)
            let moment = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            try place.capture(3...4)
            try place.keepCheckpoint()
            if hasBackup { #expect(try place.run("backup", "backups").status == 0) }
            let outcome = try place.run(
                "restore",
                "backups",
                "--until",
                moment
            )
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            #expect(outcome.output.contains("dropped, as later: 2 events"), "\(outcome.output)")
            #expect(try place.holds(2))
            #expect(try !place.holds(3))
            #expect(try place.run("verify").status == 0)
            let shortened = try place.run("verify", "--against", "checkpoint")
            #expect(shortened.status == 1)
            #expect(shortened.output.hasPrefix("log-shortened: "), "\(shortened.output)")
        }
    }

    @Test("A renewed log has the same leaves, and older checkpoints hold against it")
    func renewed() throws {
        let place = try Place()
        #expect(try place.run("renew-log").status == 74)
        try place.capture(1...2)
        try place.keepCheckpoint()
        let outcome = try place.run("renew-log", "--log-name", "trace.example.cn/second")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("publish its key, and tell witnesses: trace.example.cn/second+"))
        #expect(try place.run("verify", "--against", "checkpoint").status == 0)
        #expect(try place.run("renew-log", "--log-name", "trace.example.cn/second").status == 64)
        try place.capture(3...3)
        #expect(try place.run("verify", "--against", "checkpoint").status == 0)
    }

    @Test("Nothing is put in place while a server has the database open")
    func running() throws {
        let place = try Place()
        try place.capture(1...1)
        let server = try Server(in: place.folder)
        defer { server.kill() }
        #expect(try place.run("backup", "backups").status == 0)
        let outcome = try place.run("restore", "backups")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("is in use: process "), "\(outcome.errors)")
        let connection = try #require(Connection(port: server.port))
        #expect(connection.post("/epcis/events", Self.event(2)) == 201)
    }

    @Test("A copy that was changed is found out: by its hash, and by the log where somebody mended that too")
    func tampered() async throws {
        let place = try Place()
        try place.capture(1...3)
        #expect(try place.run("backup", "backups").status == 0)
        let copy = try place.copy()
        try await Tampering.removeFirstEvent(in: copy)
        let hash = try place.run("restore", "backups")
        #expect(hash.status == 1)
        #expect(hash.errors.contains("SHA-256"), "\(hash.errors)")

        let description = copy.deletingPathExtension().appendingPathExtension("json")
        let sum = try #require(
            hash.errors.firstMatch(of: /is ([0-9a-f]{64}), its description says ([0-9a-f]{64})/)
        )
        let text = try String(contentsOf: description, encoding: .utf8)
        try Data(text.replacing(String(sum.2), with: String(sum.1)).utf8).write(to: description)
        let proof = try place.run("restore", "backups")
        #expect(proof.status == 1)
        #expect(proof.output.contains("event-removed: "), "\(proof.output)\(proof.errors)")
        for number in 1...3 { #expect(try place.holds(number)) }
        #expect(try !place.names().contains { $0.contains("restor") })
    }

    @Test("A write-ahead log whose database is gone does not get into the one that is restored")
    func leftBehind() throws {
        let place = try Place()
        try place.capture(1...2)
        #expect(try place.run("backup", "backups").status == 0)
        let server = try Server(in: place.folder)
        let connection = try #require(Connection(port: server.port))
        #expect(connection.post("/epcis/events", Self.event(3)) == 201)
        server.kill()
        #expect(try place.names().contains("qiongsu.db-wal"))
        try FileManager.default.removeItem(at: place.database)
        let outcome = try place.run("restore", "backups")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(try place.holds(2))
        #expect(try !place.holds(3))
        #expect(try place.names().contains { $0.contains(".before-restore-") && $0.hasSuffix("-wal") })
    }

    @Test("A log is not renewed after a log of another key, and its key stays")
    func otherKey() throws {
        let place = try Place()
        try place.capture(1...1)
        let other = try Place()
        try other.capture(1...1)
        let key = try Data(contentsOf: other.folder.appending(path: "qiongsu.db.log-key"))
        let file = place.folder.appending(path: "qiongsu.db.log-key")
        try key.write(to: file)
        let outcome = try place.run("renew-log")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("is not that of the log until now"), "\(outcome.errors)")
        #expect(try Data(contentsOf: file) == key)
    }

    @Test("A backup of a newer program is refused by name")
    func newer() async throws {
        let place = try Place()
        try place.capture(1...1)
        try await Tampering.addSchemaStep(in: place.database)
        #expect(try place.run("backup", "backups").status == 0)
        let outcome = try place.run("restore", "backups", "--database", "other.db")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("newer version"), "\(outcome.errors)")
    }

    @Test("A damaged database is replaced, and kept")
    func damaged() throws {
        let place = try Place()
        try place.capture(1...2)
        #expect(try place.run("backup", "backups").status == 0)
        try Data("no database".utf8).write(to: place.database)
        let outcome = try place.run("restore", "backups")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("nobody can say what was seen"))
        #expect(try place.holds(2))
        #expect(try place.run("verify").status == 0)
    }

    @Test(
        "What cannot be done says why",
        arguments: [
            (["backup", "none"], 74, "no such folder"),
            (["backup", ".", "--database", "missing.db"], 74, "No database"),
            (["backup", ".", "--database", "postgres://localhost/x"], 64, "pg_basebackup"),
            (["restore", "none"], 74, "no such folder or file"),
            (["restore", "."], 74, "no backup in this folder"),
            (["restore", ".", "--until", "yesterday"], 64, "2026-11-26T14:05:00+08:00"),
            (["restore", ".", "--until", "2026-11-26T14:05:00"], 64, "with its offset"),
            (["restore", ".", "--until", "2100-01-01T00:00:00Z"], 64, "still to come"),
            (["restore", ".", "--until", "2026-01-01T00:00:00Z"], 1, "No backup in ."),
            (["restore", ".", "--database", "none/x.db"], 74, "no such folder for the database"),
            (["restore", ".", "--key", "x"], 64, "--key"),
            (["restore", ".", "--against", "missing.txt"], 74, "missing.txt"),
            (["restore", ".", "--database", "postgres://localhost/x"], 64, "Operations.md"),
        ] as [([String], Int32, String)]
    )
    func mistakes(arguments: [String], status: Int32, words: String) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
}
