// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto
package import MerkleLog
import TraceLedger
import TraceText

/// What the log holds of an event: 33 bytes that tell nothing and that fit no other event.
///
/// The event is cut into members: each member of its JSON (of the objects in it each of theirs), and before them its
/// record time and the rest of its row. Each member is hashed with a salt of its own; the entry is the version and the
/// hash of these hashes. So a single member can be shown, or erased, while the others still prove themselves, and a
/// hash that is known lets nobody guess what it is of.
package struct EventLeaf: Sendable {
    /// How many random bytes an event has, from which the salts of its members are made.
    package static let saltLength = 16
    /// The length of an entry.
    package static let entryLength = 33
    private static let version: UInt8 = 1

    /// The members in order: the text of each, whole or by its hash alone.
    package let members: [Member]

    /// A member, shown or hidden.
    package enum Member: Sendable, Equatable {
        /// `recordTime:1782864000000000`, `"action":"ADD"`, `"bizLocation"/"id":"…"`.
        case shown(text: [UInt8], salt: [UInt8])
        case hidden(TreeHash)

        var digest: TreeHash {
            switch self {
            case .shown(let text, let salt): HashSuite.sha256.hash(salt + text)
            case .hidden(let digest): digest
            }
        }
    }

    package init(members: [Member]) {
        self.members = members
    }

    /// What stands in the log.
    package var entry: [UInt8] {
        [Self.version] + HashSuite.sha256.hash(members.map(\.digest).joinedBytes).bytes
    }

    /// The members of a row, each shown where the closure says so.
    ///
    /// Nil where the body is no JSON as the ledger writes it.
    init?(_ row: StoredRow, salt: [UInt8], shows: (_ text: [UInt8]) -> Bool) {
        guard let body = row.body, let parts = BodyMembers.split(body) else { return nil }
        let texts = Self.rowMembers(row) + parts.map { $0.text(in: body) }
        let salts = MemberSalts(salt, count: texts.count)
        members = texts.enumerated().map { position, text in
            let member = Member.shown(text: text, salt: salts[position])
            return shows(text) ? member : .hidden(member.digest)
        }
    }

    /// The entry of a row, quicker than by ``init(_:salt:shows:)``.
    static func entry(of row: StoredRow, salt: some Collection<UInt8>) -> [UInt8]? {
        entry(of: row, recordTime: row.recordTime, salt: salt)
    }

    /// The entry that a row would have, had it been captured at another time.
    static func entry(of row: StoredRow, recordTime: Int64, salt: some Collection<UInt8>) -> [UInt8]? {
        guard let body = row.body, let parts = BodyMembers.split(body) else { return nil }
        let salts = MemberSalts(salt, count: rowMemberCount + parts.count)
        var whole = SHA256()
        for (position, text) in rowMembers(row, recordTime: recordTime).enumerated() {
            var member = SHA256()
            salts.withSalt(position) { member.update(bufferPointer: $0) }
            text.withUnsafeBytes { member.update(bufferPointer: $0) }
            member.finalize().withUnsafeBytes { whole.update(bufferPointer: $0) }
        }
        body.withUnsafeBytes { bytes in
            for (position, part) in parts.enumerated() {
                var member = SHA256()
                salts.withSalt(position + rowMemberCount) { member.update(bufferPointer: $0) }
                if let parent = part.parent {
                    member.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[parent]))
                    BodyMembers.slash.withUnsafeBytes { member.update(bufferPointer: $0) }
                }
                member.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[part.own]))
                member.finalize().withUnsafeBytes { whole.update(bufferPointer: $0) }
            }
        }
        return [version] + Array(whole.finalize())
    }

    private static let rowMemberCount = 2

    /// What the row says beside the body. The hash is the event's own, unsalted: it may be shown to nobody to whom the
    /// body is not shown whole.
    private static func rowMembers(_ row: StoredRow, recordTime: Int64? = nil) -> [[UInt8]] {
        let columns = ([row.number.rawValue] + row.columns).map(String.init).joined(separator: ",")
        return [
            Array("recordTime:\(recordTime ?? row.recordTime)".utf8),
            Array("row:\(columns),\(Hex.string(row.hash))".utf8),
        ]
    }

    /// Whether a member is the record time.
    static func isRecordTime(_ text: [UInt8]) -> Bool { text.starts(with: "recordTime:".utf8) }
}

/// The salts of an event's members, 16 bytes each, made from the event's: two of each hash.
private struct MemberSalts {
    private let bytes: [UInt8]

    init(_ seed: some Collection<UInt8>, count: Int) {
        let seed = Array(seed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity((count + 1) / 2 * TreeHash.length)
        for block in 0..<(count + 1) / 2 {
            var function = SHA256()
            seed.withUnsafeBytes { function.update(bufferPointer: $0) }
            withUnsafeBytes(of: UInt32(block).bigEndian) { function.update(bufferPointer: $0) }
            function.finalize().withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        self.bytes = bytes
    }

    subscript(position: Int) -> [UInt8] { withSalt(position) { Array($0) } }

    func withSalt<Value>(_ position: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        let start = position * EventLeaf.saltLength
        return bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[start..<start + EventLeaf.saltLength]))
        }
    }
}
