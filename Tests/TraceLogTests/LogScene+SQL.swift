// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import MerkleLog
import SQLStore
import Synchronization
import TraceEvents

@testable import TraceLedger
@testable import TraceLog

/// A ledger with a log, and somebody who can write into the database behind their backs.
struct LogScene {
    static let name = "trace.example.cn/log"

    let ledger: Ledger
    let log: EventLog
    let key: SignerKey
    private let clock: Clock

    init(
        _ count: Int = 0,
        key: SignerKey? = nil,
        suite: HashSuite = .sha256,
        witnesses: [VerifierKey] = []
    ) async throws {
        let clock = Clock()
        self.clock = clock
        let signer = try key ?? SignerKey(name: Self.name, kind: .init(signing: suite))
        self.key = signer
        ledger = try await Ledger(TestLedger.database(), clock: { clock.next() })
        log = try await EventLog(ledger, key: signer, witnesses: witnesses)
        try await capture(count)
    }

    /// Captures events that differ, and brings them into the log.
    func capture(_ count: Int, from first: Int = 0, word: String = "seen") async throws {
        let events = (first..<first + count).map { Self.event($0, word) }
        _ = try await ledger.capture(events, behaviour: .proceed, caller: .operator)
        try await log.catchUp()
    }

    static func event(_ number: Int, _ word: String = "seen") -> Event {
        .at(number, .object) {
            $0.eventID = id(number)
            $0.epcs = ["https://id.gs1.org/01/06901234567892/21/\(word)\(number)"]
            $0.action = .observe
            $0.bizStep = "shipping"
            $0.readPoint = Location(id: "https://id.gs1.org/414/6901234567892")
        }
    }

    static func id(_ number: Int) -> String { "urn:example:event:\(number)" }

    func audit(against older: [SignedNote] = [], key: VerifierKey? = nil) async throws -> LogAudit.Report {
        try await LogAudit(ledger, key: key ?? self.key.verifier).run(against: older)
    }

    /// The names of findings, for comparing.
    func kinds(against older: [SignedNote] = [], key: VerifierKey? = nil) async throws -> [LogFinding.Kind] {
        try await audit(against: older, key: key).findings.map(\.kind)
    }

    func write(_ sql: String, _ values: [SQLValue] = []) async throws {
        try await ledger.database.write { connection in _ = try connection.execute(sql, values) }
    }

    /// The record times, in order of capture.
    func times() async throws -> [Int64] {
        try await ledger.database.read {
            try $0.rows("SELECT record_time FROM event ORDER BY record_time") { $0.integer(0) }
        }
    }

    /// Does one of the things that nobody may do.
    func tamper(_ deed: Deed) async throws {
        let times = try await times()
        @Sendable func time(_ place: Int) -> SQLValue { .integer(times[place]) }
        switch deed {
        case .changeBody:
            let body = try await ledger.database.read {
                try $0.row("SELECT body FROM event WHERE record_time = $1", [time(300)]) { $0.blob(0) } ?? []
            }
            let text = String(decoding: try ledger.codec.unpack(body), as: UTF8.self)
            let changed = ledger.codec.pack(Array(text.replacing("shipping", with: "receiving").utf8))
            try await write("UPDATE event SET body = $1 WHERE record_time = $2", [.blob(changed), time(300)])
        case .flipBit:
            try await damage("body", "event WHERE record_time = $1", time(300))
        case .changeColumn:
            try await write("UPDATE event SET disposition = 7 WHERE record_time = $1", [time(300)])
        case .remove: try await write("DELETE FROM event WHERE record_time = $1", [time(300)])
        case .removeFirst: try await write("DELETE FROM event WHERE record_time = $1", [time(0)])
        case .removeLast: try await write("DELETE FROM event WHERE record_time = $1", [time(599)])
        case .swap:
            let free: SQLValue = .integer(1)
            for (from, to) in [(time(100), free), (time(400), time(100)), (free, time(400))] {
                try await write("UPDATE event SET record_time = $1 WHERE record_time = $2", [to, from])
            }
        case .add:
            try await write(
                """
                INSERT INTO event(event_no, record_time, kind, action, biz_step, disposition, hash, body)
                SELECT event_no + 1, record_time + 1, kind, action, biz_step, disposition, hash, body
                FROM event WHERE record_time = $1
                """,
                [time(300)]
            )
        case .changeEntry:
            try await damage("entries", "log_bundle WHERE bundle_no = $1", .integer(1))
        case .changeTile:
            try await damage("hashes", "log_tile WHERE tile_no = $1", .integer(0))
        case .changeUpperTile:
            try await damage("hashes", "log_tile WHERE tile_no = $1", .integer(1 << 56))
        case .removeTile: try await write("DELETE FROM log_tile WHERE tile_no = 0")
        case .removeBundle: try await write("DELETE FROM log_bundle WHERE bundle_no = 1")
        case .changeCheckpoint:
            try await write("UPDATE log_head SET checkpoint = replace(checkpoint, '600', '601')")
        }
    }

    /// Flips the last bit of the bytes in a column of one row, `TABLE WHERE COLUMN = $1`.
    private func damage(_ column: String, _ row: String, _ key: SQLValue) async throws {
        var bytes = try await ledger.database.read {
            try $0.row("SELECT \(column) FROM \(row)", [key]) { $0.blob(0) } ?? []
        }
        bytes[bytes.count - 1] ^= 1
        let (table, condition) = (
            row.prefix { $0 != " " }, row.drop { $0 != " " }.replacing("$1", with: "$2")
        )
        try await write("UPDATE \(table) SET \(column) = $1\(condition)", [.blob(bytes), key])
    }

    enum Deed: String, CaseIterable {
        case changeBody, flipBit, changeColumn, remove, removeFirst, removeLast, swap, add, changeEntry,
            changeTile,
            changeUpperTile, removeTile, removeBundle, changeCheckpoint
    }

    /// A clock that never stands still, with room between captures.
    private final class Clock: Sendable {
        private let time = Mutex(TestLedger.now)

        func next() -> Int64 {
            time.withLock {
                $0 += 1_000_000
                return $0
            }
        }
    }
}
