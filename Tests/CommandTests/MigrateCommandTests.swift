// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import SQLStore
import Testing

@Suite("Migrating on the command line")
struct MigrateCommandTests {
    @Test("Migrating makes what is missing, and the second time nothing")
    func migrate() throws {
        let address = try TestPlace().address
        let first = try Program.run(["migrate", "--database", address])
        #expect(first.status == 0)
        #expect(first.lines.first == "ledger: step 1")
        #expect(first.lines.last == "The tables are of this version.")
        let second = try Program.run(["migrate", "--database", address])
        #expect(second.lines == ["The tables are of this version."])
        #expect(try Program.run(["trace", "(01)06901234567892(21)1", "--database", address]).status == 1)
    }

    @Test(
        "A SQLite file is not distributed",
        .enabled(if: TestLedger.server == nil, "on PostgreSQL there is no file")
    )
    func file() throws {
        let address = try TestPlace().address
        let outcome = try Program.run(["migrate", "--distribute", "--database", address])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("only PostgreSQL is distributed"))
        #expect(!FileManager.default.fileExists(atPath: address))
    }

    @Test(
        "Without the extension the refusal says what is missing, and the tables serve as before",
        .enabled(
            if: TestLedger.server != nil && !TestLedger.isDistributed,
            "run through scripts/with-postgres"
        )
    )
    func noExtension() throws {
        let address = try TestPlace().address
        for _ in 1...2 {
            let outcome = try Program.run(["migrate", "--distribute", "--database", address])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("install Citus on every machine"))
        }
        #expect(try Program.run(["trace", "(01)06901234567892(21)1", "--database", address]).status == 1)
    }

    @Test(
        "Distributing twice is distributing once, and another number of parts is refused",
        .enabled(if: TestLedger.isDistributed, "run through scripts/with-postgres --distributed")
    )
    func distribute() throws {
        let address = try TestPlace(isDistributed: false).address
        #expect(try Program.run(["capture", "-", "--database", address], input: Self.event).status == 0)
        let trace = ["trace", "(01)06901234567892(21)1", "--format", "json", "--database", address]
        let before = try Program.run(trace)
        #expect(before.status == 0)
        let distribute = ["migrate", "--distribute", "--database", address]
        let first = try Program.run(distribute + ["--shards", "4"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.lines.contains("event: distributed"))
        let second = try Program.run(distribute)
        #expect(second.lines.last == "The tables are distributed, in 4 parts each.")
        #expect(!second.output.contains("event: distributed"))
        #expect(try Program.run(distribute + ["--shards", "8"]).errors.contains("into 4 parts already"))
        #expect(try Program.run(trace).output == before.output)
    }

    @Test(
        "Events in the archive are found and verified as before",
        .enabled(
            if: TestLedger.server != nil && !TestLedger.isDistributed,
            "run through scripts/with-postgres"
        )
    )
    func archive() throws {
        let place = try TestPlace()
        let database = ["--database", place.address]
        #expect(try Program.run(["capture", "-"] + database, input: Self.event).status == 0)
        let trace = ["trace", "(01)06901234567892(21)1", "--format", "json"] + database
        let before = try Program.run(trace)
        let archive = ["archive", "--before", "2199-12", "--tablespace"]
        #expect(try Program.run(archive + ["pg_default"] + database).errors.contains("--by-month"))
        #expect(try Program.run(["migrate", "--by-month"] + database).status == 0)
        #expect(try Program.run(archive + ["nowhere"] + database).errors.contains("no tablespace nowhere"))
        let tablespace = try Self.tablespace()
        let moved = try Program.run(archive + [tablespace] + database)
        #expect(moved.status == 0, "\(moved.errors)")
        #expect(moved.lines.first?.hasSuffix(": moved") == true)
        #expect(moved.lines.last?.hasSuffix(" bytes in \(tablespace)") == true)
        #expect(try !Program.run(archive + [tablespace] + database).output.contains("moved"))
        #expect(try Program.run(trace).output == before.output)
    }

    /// A new one, in the server's own folder.
    private static func tablespace() throws -> String {
        let name = "archive_" + UUID().uuidString.prefix(8).lowercased()
        let server = try #require(TestLedger.server)
        try PostgreSQLDatabase.run(
            "CREATE TABLESPACE \(name) LOCATION ''",
            at: PostgreSQLAddress(server + "&options=-callow_in_place_tablespaces%3Don")
        )
        return name
    }

    private static let event =
        #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","action":"ADD","bizStep":"commissioning","epcList":["https://id.gs1.org/01/06901234567892/21/1"]}"#
}
