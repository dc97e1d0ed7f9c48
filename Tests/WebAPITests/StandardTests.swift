// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import HTTPTypes
import LedgerTesting
import Logging
import Registry
import Supervision
import Testing
import TraceLedger
import TraceText
import WebTesting

@testable import WebAPI

@Suite("Published standards")
struct StandardTests {
    @Test("Every file that the index leads to is there")
    func files() async throws {
        let client = try await StandardServer.client()
        let index = try await client.json("/standards/index.json")
        let profiles = index["profiles"]?.elements.map(\.self) ?? []
        #expect(profiles.count >= 25)
        for profile in profiles.prefix(3) {
            let address = try #require(profile["versions"]?.elements.map(\.self).last?["json"]?.string)
            let text = try await client.send(.get, address.replacing(".json", with: ".yaml"))
            #expect(text.status == 200)
            #expect(text.text.contains("profile: \(profile["id"]?.string ?? "?")"))
            for stage in try await client.json(address)["stages"]?.elements.map(\.self) ?? [] {
                for file in StandardAddress.File.allCases {
                    let place = try #require(stage["files"]?.member(named: file.rawValue)?.string)
                    #expect(try await client.send(.get, place).status == 200, "\(place)")
                }
            }
        }
    }

    @Test(
        "An address that is not there says what there is",
        arguments: [
            ("/standards/nothing", "index.json"), ("/standards/nothing.json", "index.json"),
            ("/standards/lift/1999-01-01", "2000-01-01"), ("/standards/lift.pdf", ".yaml"),
            ("/standards/lift/2000-01-01/nothing/record.schema.json", "no stage"),
            ("/standards/lift/2000-01-01/maintenance/nothing.json", "record.schema.json"),
        ]
    )
    func missing(address: String, hint: String) async throws {
        let answer = try await StandardServer.client().send(.get, address)
        #expect(answer.status == 404)
        #expect(answer.text.contains(hint), "\(answer.text)")
    }

    @Test("A record whose JSON has another form than its schema says is refused with the field")
    func forms() async throws {
        let client = try await StandardServer.client()
        let answer = try await client.send(
            .post,
            "/api/v1/records/lift/sale",
            headers: EPCISServer.fields(["Content-Type": "application/json"]),
            body: Array(#"{"price": "12", "colour": null, "time": "2026-06-01"}"#.utf8)
        )
        #expect(answer.status == 400)
        for field in [#""field":"price""#, #""field":"colour""#, #""field":"time""#, #""field":"units""#] {
            #expect(answer.text.contains(field), "\(answer.text)")
        }
    }

    /// The implementer is another program in another language, with another reading of JSON Schema.
    @Test("What is made only by following the standard is accepted, and the schemas say what the server does")
    func implementer() async throws {
        let application = try await StandardServer.application()
        let (ports, port) = AsyncStream<Int>.makeStream()
        let server = Task { try await application.run { port.yield($0) } }
        defer { server.cancel() }
        var iterator = ports.makeAsyncIterator()
        let base = "http://127.0.0.1:\(try #require(await iterator.next()))"
        let (status, said) = try await Self.python("Tests/Standards/implementer.py", base)
        #expect(status == 0, "\(said)")
    }

    /// Runs a script with the Python of the tests.
    static func python(_ arguments: String...) async throws -> (status: Int32, said: String) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.currentDirectoryURL = root
        process.executableURL = root.appending(path: ".venv/bin/python")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                do {
                    try process.run()
                    let said = pipe.fileHandleForReading.readDataToEndOfFile()
                    process.waitUntilExit()
                    continuation.resume(
                        returning: (process.terminationStatus, String(decoding: said, as: UTF8.self))
                    )
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }
}

/// A server with every profile and a registry that knows everybody.
enum StandardServer {
    static func application(adding others: [ProfileBook.Source] = []) async throws -> WebApplication {
        let book = try ProfileBook.embedded(adding: others)
        let ledger = try await Ledger(TestLedger.database(), profiles: book, clock: { TestLedger.now })
        let parties = KnownParties(kinds: book.reference.parties.map(\.id))
        let registry = try await RegistryBook(ledger.database, profiles: book, clock: { TestLedger.now })
        return WebApplication(
            ledger,
            settings: WebSettings(port: 0),
            pages: nil,
            chain: ChainDesk(
                ledger,
                book: book,
                desk: RecordDesk(ledger, book: book, parties: parties),
                checker: try await ChainChecker(ledger, book: book, parties: parties),
                registry: registry
            ),
            logger: Logger(label: "test")
        )
    }

    static func client(adding others: [ProfileBook.Source] = []) async throws -> WebClient {
        WebClient(try await application(adding: others))
    }
}

/// Everybody is registered, with every licence.
struct KnownParties: PartyBook {
    let kinds: [String]

    func types(of party: String, at time: Int64) -> [String]? { kinds }
    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool { true }
    func permit(_ type: String, number: String, at time: Int64) -> Permit? {
        Permit(holder: nil, quantity: nil)
    }
    func region(of id: String, at time: Int64) -> String? { nil }
    func capacity(of place: String, kind: String?, at time: Int64) -> Double? { nil }
}

extension WebClient {
    /// A JSON file of the server.
    func json(_ path: String) async throws -> JSONValue {
        let answer = try await send(.get, path)
        #expect(answer.status == 200, "\(path)")
        return try JSONDocument(parsing: answer.body).root
    }
}
