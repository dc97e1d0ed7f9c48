// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import HTTPTypes
import LedgerTesting
import Logging
import MerkleLog
import Testing
import TraceEvents
import TraceLedger
import TraceLog
import TraceText
import WebAPI
import WebTesting

@Suite("Log over HTTP")
struct LogOverHTTPTests {
    @Test("aics-tlog verifies tiles, entries, checkpoints, proofs and cosignatures, and catches a fork")
    func independentVerifier() async throws {
        let key = try SignerKey(name: LogServer.name)
        let witness = try SignerKey(name: "witness.example.org", kind: .cosignature)
        let server = try await LogServer(key: key, witnesses: [witness.verifier])
        try await server.capture(0..<300)
        let old = try await server.log.checkpoint()
        // Two full tiles and a part, so that there is a level above.
        try await server.capture(300..<700)
        let other = try await LogServer(key: key)
        try await other.capture(0..<300, word: "other")
        let (oldFile, otherFile) = (try Self.file(old), try Self.file(try await other.log.checkpoint()))
        let (status, said) = try await server.served { base in
            try await StandardTests.python(
                "Tests/Log/verifier.py",
                base,
                oldFile,
                witness.secretText,
                otherFile
            )
        }
        #expect(status == 0, "\(said)")
        #expect(said.contains("700 leaves"))
    }

    @Test("cryptography, gmssl and openssl verify a log of SM3 and SM2, and we verify what gmssl signs")
    func independentSMVerifier() async throws {
        let server = try await LogServer(key: try SignerKey(name: LogServer.name, kind: .sm2Note))
        try await server.capture(0..<300)
        let old = try Self.file(try await server.log.checkpoint())
        try await server.capture(300..<700)
        let signed = FileManager.default.temporaryDirectory.appending(path: "signed-\(UUID().uuidString)")
        let (status, said) = try await server.served { base in
            try await StandardTests.python("Tests/Log/sm_verifier.py", base, old, signed.path)
        }
        #expect(status == 0, "\(said)")
        #expect(said.contains("700 leaves"))
        let theirs = try JSONDocument(parsing: Array(Data(contentsOf: signed))).root
        let point = try #require(theirs["key"]?.string.flatMap { Hex.bytes($0) })
        let signature = try #require(theirs["signature"]?.string.flatMap { Hex.bytes($0) })
        let key = try VerifierKey(name: "others", kind: .sm2Note, key: point)
        #expect(key.verifies(signature, of: Array("a message of others".utf8)))
    }

    private static func file(_ note: SignedNote) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "checkpoint-\(UUID().uuidString)")
        try note.whole.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    @Test(
        "A question that is wrong is answered with what would be right",
        arguments: [
            ("/log/proof/inclusion", 400, "event"),
            ("/log/proof/inclusion?event=urn:x:none", 404, "urn:x:none"),
            ("/log/proof/consistency?from=1", 400, "to"), ("/log/proof/consistency?from=3&to=2", 400, "from"),
            ("/log/proof/consistency?from=0&to=11", 400, "10"),
            ("/log/proof/consistency?from=-1&to=2", 400, "from"),
            ("/log/tile/0/001", 404, "tile/0/001"), ("/log/tile/0/000", 404, "tile/0/000"),
            ("/log/checkpoint/cosigned", 404, "witness"),
        ]
    )
    func wrongQuestions(path: String, status: Int, words: String) async throws {
        let server = try await LogServer(key: try SignerKey(name: LogServer.name))
        try await server.capture(0..<10)
        let answer = try await server.client.send(.get, path)
        #expect(answer.status == status)
        #expect(answer.text.contains(words), "\(answer.text)")
    }

    @Test(
        "What is no cosigned note is refused",
        arguments: [
            ("", "note"), ("text\n\n— a AAAAAAA=\n", "checkpoint"),
            (String(repeating: "x", count: 20_000), "16384"),
        ]
    )
    func wrongNotes(body: String, words: String) async throws {
        let server = try await LogServer(key: try SignerKey(name: LogServer.name))
        let answer = try await server.client.send(.post, "/log/cosignatures", body: Array(body.utf8))
        #expect([400, 413].contains(answer.status))
        #expect(answer.text.contains(words), "\(answer.text)")
    }

    @Test("A server without a log says so")
    func withoutLog() async throws {
        let answer = try await EPCISServer().get("/log/checkpoint")
        #expect(answer.status == 404)
        #expect(answer.text.contains("no log"))
    }

    @Test("A browser keeps the proof as a file")
    func download() async throws {
        let server = try await LogServer(key: try SignerKey(name: LogServer.name))
        try await server.capture(0..<3)
        let answer = try await server.client.send(
            .get,
            "/log/proof/inclusion?event=urn:example:event:2&download"
        )
        #expect(answer.headers[.contentDisposition]?.contains("qiongsu-proof-2.json") == true)
        _ = try EventProof(file: answer.body).verify(by: server.log.key)
    }
}

/// A server with a ledger and its log.
struct LogServer {
    static let name = "trace.example.cn/log"

    let ledger: Ledger
    let log: EventLog
    let application: WebApplication
    var client: WebClient { WebClient(application) }

    init(key: SignerKey, witnesses: [VerifierKey] = []) async throws {
        ledger = try await TestLedger.make()
        log = try await EventLog(ledger, key: key, witnesses: witnesses)
        application = WebApplication(
            ledger,
            settings: WebSettings(port: 0),
            pages: nil,
            log: log,
            logger: Logger(label: "test")
        )
    }

    /// Serves on a port of this machine for the length of a call, which is given the address.
    func served<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let running = Task { try await application.run { port.yield($0) } }
        defer { running.cancel() }
        var iterator = ports.makeAsyncIterator()
        return try await body("http://127.0.0.1:\(try #require(await iterator.next()))")
    }

    /// Captures events with the IDs `urn:example:event:N`, and brings them into the log.
    func capture(_ numbers: Range<Int>, word: String = "seen") async throws {
        let events = numbers.map { number in
            var event = Event.seen(["urn:example:\(word):\(number)"], at: number)
            event.eventID = "urn:example:event:\(number)"
            return event
        }
        _ = try await ledger.capture(events, behaviour: .proceed, caller: .operator)
        try await log.catchUp()
    }
}
