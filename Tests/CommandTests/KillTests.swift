// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import LedgerTesting
import Synchronization
import Testing
import TraceLedger
import TraceTesting

@Suite("A killed server")
struct KillTests {
    private static let rounds = 50
    private static let connections = 8

    @Test("loses nothing that it acknowledged", .timeLimit(.minutes(5)))
    func losesNothing() async throws {
        let place = try TestPlace()
        var generator = SeededGenerator(seed: 2026)
        let acknowledged = Mutex<[String]>([])
        for round in 0..<Self.rounds {
            let server = try place.server()
            let port = server.port
            let threads = (0..<Self.connections).map { number in
                let thread = Thread { Self.load(port: port, prefix: "\(round)-\(number)", acknowledged) }
                thread.start()
                return thread
            }
            // The moment of the blow is counted in acknowledgements, so that every round has had some.
            let target = acknowledged.withLock { $0.count } + Int.random(in: 5...400, using: &generator)
            while acknowledged.withLock({ $0.count }) < target { usleep(200) }
            server.kill()
            while threads.contains(where: { !$0.isFinished }) { usleep(200) }
        }
        let ids = acknowledged.withLock { $0 }
        let ledger = try await place.ledger()
        let missing = try await ledger.read { reader in
            try ids.filter { try reader.events(withID: $0).count != 1 }
        }
        #expect(missing.isEmpty, "\(missing.count) of \(ids.count) acknowledged events are lost")
        #expect(ids.count >= Self.rounds * 5)
    }

    @Test(
        "beside another on one database leaves each event once, and nothing it acknowledged is lost",
        .enabled(if: TestLedger.server != nil, "run through scripts/with-postgres")
    )
    func twoServers() async throws {
        let place = try TestPlace()
        let servers = [try place.server(), try place.server()]
        let acknowledged = Mutex<[String]>([])
        // Both are sent the same events.
        let threads = (0..<Self.connections).map { number in
            let port = servers[number % 2].port
            let thread = Thread { Self.load(port: port, prefix: "both-\(number / 2)", acknowledged) }
            thread.start()
            return thread
        }
        for (server, target) in zip(servers, [400, 800]) {
            while acknowledged.withLock({ $0.count }) < target { usleep(200) }
            server.kill()
        }
        while threads.contains(where: { !$0.isFinished }) { usleep(200) }
        let ids = Set(acknowledged.withLock { $0 })
        let ledger = try await place.ledger()
        let wrong = try await ledger.read { reader in
            try ids.filter { try reader.events(withID: $0).count != 1 }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(ids.count) acknowledged events are lost or stored twice")
        let captured = try await ledger.read { try $0.captured(after: 0, through: .max, limit: .max) }
        #expect(Set(captured.map(\.recordTime)).count == captured.count)
    }

    /// Sends events one by one until the connection is lost.
    private static func load(port: UInt16, prefix: String, _ acknowledged: borrowing Mutex<[String]>) {
        guard let connection = Connection(port: port) else { return }
        for number in 0... {
            let id = "urn:uuid:\(prefix)-\(number)"
            guard let status = connection.post("/epcis/events", event(id: id)) else { return }
            guard status == 201 else { return }
            acknowledged.withLock { $0.append(id) }
        }
    }

    private static func event(id: String) -> String {
        """
        {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"ObjectEvent","eventID":"\(id)",\
        "eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","action":"OBSERVE","bizStep":"inspecting",\
        "epcList":["https://id.gs1.org/01/06901234567892/21/\(id.dropFirst(9))"]}
        """
    }

    @Test("asked to end answers what it accepted and ends with 0", arguments: [SIGTERM, SIGINT])
    func gracefulEnd(signal: Int32) async throws {
        let place = try TestPlace()
        let server = try place.server()
        let connection = try #require(Connection(port: server.port))
        #expect(connection.post("/epcis/events", Self.event(id: "urn:uuid:1")) == 201)
        #expect(server.stop(signal) == 0)
        let ledger = try await place.ledger()
        #expect(try await ledger.read { try $0.eventCount() } == 1)
    }
}
