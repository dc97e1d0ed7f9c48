// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import SQLStore
import Testing

@Suite("PostgreSQL on the command line")
struct PostgreSQLCommandTests {
    private static let event =
        #"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","action":"OBSERVE","bizStep":"inspecting","epcList":["https://id.gs1.org/01/06901234567892/21/1"]}"#

    @Test(
        "What is captured is traced, and a database that holds no ledger is no answer",
        .enabled(if: TestLedger.server != nil, "run through scripts/with-postgres")
    )
    func capture() throws {
        let address = try TestPlace().address
        let trace = ["trace", "(01)06901234567892(21)1", "--database", address]
        let early = try Program.run(trace)
        #expect(early.status == 74)
        #expect(early.errors.contains("No database at postgres://"))
        #expect(try Program.run(["capture", "-", "--database", address], input: Self.event).status == 0)
        #expect(try Program.run(trace).status == 0)
        let rebuilt = try Program.run(["rebuild", "--database", address])
        #expect(rebuilt.status == 0)
        #expect(rebuilt.output.contains("1 events indexed"))
        #expect(try Program.run(trace).status == 0)
    }

    @Test("A server that is not there is named without its password, and exits with 74")
    func noServer() throws {
        let address = "postgres://me:geheim@127.0.0.1:1/none?connect_timeout=2"
        let outcome = try Program.run(["trace", "(01)06901234567892(21)1", "--database", address])
        #expect(outcome.status == 74)
        #expect(outcome.errors.contains("Cannot open the database postgres://127.0.0.1:1/none: "))
        #expect(!outcome.errors.contains("geheim"))
    }

    @Test("An address that cannot be read is wrong usage, and is not repeated")
    func wrongAddress() throws {
        let address = "postgres://me:geheim@[::1/none"
        let outcome = try Program.run(["trace", "(01)06901234567892(21)1", "--database", address])
        #expect(outcome.status == 64)
        #expect(!outcome.errors.contains("geheim"))
    }
}
