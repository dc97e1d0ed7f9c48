// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import MerkleLog
import SQLStore
import Testing
import TraceEvents
import TraceText

@testable import TraceLedger
@testable import TraceLog

/// A log of 300 events and one that names a person and a telephone number.
struct ErasureScene {
    static let person = "urn:qiongsu:person:0123456789abcdef"
    /// A text that no compression makes shorter.
    static let phone = "13907q-Zk3!vW9~xB5@hT7$mL2^pR8&dF4*cY6(nG1)"
    static let place = "https://id.gs1.org/414/6909876543212"
    static let ground = "Personal Information Protection Law, art. 47"

    let scene: LogScene
    private let ownID: Bool
    var ledger: Ledger { scene.ledger }
    var log: EventLog { scene.log }
    var key: SignerKey { scene.key }

    init(suite: HashSuite = .sha256, ownID: Bool = true) async throws {
        scene = try await LogScene(300, suite: suite)
        self.ownID = ownID
        try await capture([Self.event(900, ownID: ownID)])
    }

    static func event(_ number: Int, ownID: Bool = true) -> Event {
        var event = LogScene.event(number)
        if !ownID { event.eventID = nil }
        event.readPoint = Location(id: place)
        event.sources = [
            PartyOrPlace(type: "possessing_party", id: person),
            PartyOrPlace(type: "location", id: place),
        ]
        let phone = ExtensionName(prefix: "ex", local: "phone", namespace: "https://example.org/")
        event.extensions = [
            ExtensionField(name: phone, value: .string(Self.phone)),
            ExtensionField(
                name: ChainTerms.name("workers"),
                value: .array([.string(person), .string("urn:qiongsu:person:fedcba9876543210")])
            ),
        ]
        return event
    }

    func capture(_ events: [Event]) async throws {
        _ = try await ledger.capture(events, behaviour: .rollback, caller: .operator)
        try await log.catchUp()
    }

    /// The ID under which an event was captured.
    func id(_ number: Int) -> String {
        ownID || number != 900
            ? LogScene.id(number) : EventHash.uri(digest: Self.event(number, ownID: false).hashDigest())
    }

    func erase(_ numbers: [Int], _ names: [String]) async throws -> [ErasureNotice] {
        try await log.erase(
            .fields(eventIDs: numbers.map(id), names: names),
            ground: Self.ground,
            orderedBy: "Li"
        )
    }

    func stored(_ number: Int) async throws -> [StoredEvent] {
        let id = id(number)
        return try await ledger.read { try $0.events(withID: id) }
    }

    /// The notices that are stored, in order of capture.
    func notices() async throws -> [ErasureNotice] {
        try await ledger.database.read { [ledger] connection in
            var notices: [ErasureNotice] = []
            try ledger.rows(after: 0, in: connection) { row in
                let event = try EPCISJSON.event(stored: row.body ?? [])
                if let notice = ErasureNotice(event) { notices.append(notice) }
                return true
            }
            return notices
        }
    }

    func audit(against older: [SignedNote] = []) async throws -> LogAudit.Report {
        try await scene.audit(against: older)
    }

    func write(_ sql: String) async throws { try await scene.write(sql) }

    /// Everything by which events are found.
    func indexes() async throws -> [String] {
        try await ledger.database.read { connection in
            try connection.rows("SELECT link_key, event_no, role FROM link ORDER BY 1, 2") {
                "\($0.integer(0)) \($0.integer(1)) \($0.integer(2))"
            }
                + connection.rows("SELECT kind, value FROM term ORDER BY 1, 2") {
                    "\($0.integer(0)) \($0.text(1))"
                }
        }
    }
}

extension ErasureScene {
    /// What somebody does who has the database.
    enum Pretence: CaseIterable {
        /// Erases a field as the command does it: that is an erasure.
        case none
        /// Says of what may not be erased that it was.
        case step
        /// The same, calling it something else.
        case renamedStep
        /// Takes the notice away, or lets it tell of something else.
        case removedNotice, otherNotice
        /// Puts another value in the place of what was erased.
        case newValue
        /// Changes what was left.
        case changedValue, changedColumn, returnedHash, otherID

        var kinds: [LogFinding.Kind] {
            switch self {
            case .none: []
            case .step, .renamedStep, .otherNotice, .otherID: [.erasureWrong]
            case .removedNotice: [.eventRemoved, .erasureWrong]
            case .newValue, .changedValue, .changedColumn, .returnedHash: [.eventChanged]
            }
        }
    }

    func pretend(_ pretence: Pretence) async throws {
        let time = try #require(try await scene.times().last)
        switch pretence {
        case .none: try await erase("ex:phone", as: "ex:phone", at: time)
        case .step: try await erase("bizStep", as: "bizStep", at: time)
        case .renamedStep: try await erase("bizStep", as: "ex:other", at: time)
        case .removedNotice:
            _ = try await erase([900], ["phone"])
            try await write("DELETE FROM event WHERE record_time = (SELECT notice_time FROM log_erasure)")
        case .otherNotice:
            try await capture([Self.event(901)])
            _ = try await erase([901], ["phone"])
            _ = try await erase([900], ["phone"])
            try await write(
                "UPDATE log_erasure SET notice_time = (SELECT min(notice_time) FROM log_erasure)"
            )
        case .newValue:
            _ = try await erase([900], ["phone"])
            try await change(#""qs:workers":"#, to: #""ex:phone":"1","qs:workers":"#, at: time)
        case .changedValue:
            _ = try await erase([900], ["phone"])
            try await change("shipping", to: "receiving", at: time)
        case .changedColumn:
            _ = try await erase([900], ["phone"])
            try await write("UPDATE event SET disposition = 7 WHERE record_time = \(time)")
        case .returnedHash:
            _ = try await erase([900], ["phone"])
            try await scene.write(
                "UPDATE event SET hash = $1 WHERE record_time = $2",
                [.blob(Array(repeating: 1, count: 32)), .integer(time)]
            )
        case .otherID:
            _ = try await erase([900], ["phone"])
            try await change(PublicEventID.prefix, to: "urn:example:event:", at: time)
        }
    }

    private func change(_ text: String, to other: String, at time: Int64) async throws {
        let body = try await ledger.database.read { [ledger] in
            try ledger.row(at: time, in: $0)?.body ?? []
        }
        let changed = String(decoding: body, as: UTF8.self).replacing(text, with: other)
        try await scene.write(
            "UPDATE event SET body = $1 WHERE record_time = $2",
            [.blob(ledger.codec.pack(Array(changed.utf8))), .integer(time)]
        )
    }

    /// Does what the command does, by hand.
    private func erase(_ member: String, as name: String, at time: Int64) async throws {
        try await ledger.database.write { [ledger] connection in
            let store = LogStore(connection: connection, suite: .sha256)
            var (bundle, position) = try EventLog.place(of: time, in: store)
            let row = try #require(try ledger.row(at: time, in: connection))
            let body = try #require(row.body)
            let parts = try #require(ErasedLeaf.parts(of: body))
            var left = try #require(
                ErasedLeaf(row, salt: Array(bundle.salt(position)), suite: .sha256)
            )
            let leaf = try #require(
                EventLeaf(row, salt: Array(bundle.salt(position)), suite: .sha256) { _ in true }
            )
            var names = parts.map { $0.name(in: body) }
            let part = try #require(names.firstIndex(of: member))
            names[part] = name
            left.erase([part], of: leaf, names: names)
            bundle.wipeSalt(position)
            try store.put(bundle)
            let kept = parts.indices.filter { $0 != part }.map { parts[$0] }
            let notice = ErasureNotice(
                recordTime: time,
                fields: left.erasedNames,
                ground: "none",
                orderedBy: "nobody",
                time: Timestamp(milliseconds: time / 1000)
            )
            let redaction = Redaction(
                number: row.number,
                body: ErasedLeaf.body(of: kept, of: body, givenID: nil)
            )
            let times = try ledger.redact([redaction], notices: [notice.event], in: connection)
            try store.put(StoredErasure(left: left, noticeTime: times[0]), at: time)
            // Who takes the step away takes it out of its column too.
            if member == "bizStep" {
                try connection.execute(
                    "UPDATE event SET biz_step = 0 WHERE record_time = $1",
                    [.integer(time)]
                )
            }
        }
        try await log.catchUp()
    }
}
