// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

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
    /// By which members are hashed: the log's.
    package let suite: HashSuite

    /// A member, shown or hidden.
    package enum Member: Sendable, Equatable {
        /// `recordTime:1782864000000000`, `"action":"ADD"`, `"bizLocation"/"id":"…"`.
        case shown(text: [UInt8], salt: [UInt8])
        case hidden(TreeHash)

        func digest(_ suite: HashSuite) -> TreeHash {
            switch self {
            case .shown(let text, let salt): suite.hash(salt + text)
            case .hidden(let digest): digest
            }
        }
    }

    package init(members: [Member], suite: HashSuite) {
        self.members = members
        self.suite = suite
    }

    /// What stands in the log.
    package var entry: [UInt8] { Self.entry(of: members.map { $0.digest(suite) }, suite) }

    private static func entry(of digests: [TreeHash], _ suite: HashSuite) -> [UInt8] {
        [version] + suite.hash(digests.joinedBytes).bytes
    }

    /// The members of a row, each shown where the closure says so.
    ///
    /// Nil where the body is no JSON as the ledger writes it.
    init?(_ row: StoredRow, salt: [UInt8], suite: HashSuite, shows: (_ text: [UInt8]) -> Bool) {
        guard let body = row.body, let parts = BodyMembers.split(body) else { return nil }
        let texts = Self.rowMembers(row) + parts.map { $0.text(in: body) }
        let salts = MemberSalts(salt, count: texts.count, suite)
        let members = texts.enumerated().map { position, text in
            let member = Member.shown(text: text, salt: Array(salts[position]))
            return shows(text) ? member : .hidden(member.digest(suite))
        }
        self.init(members: members, suite: suite)
    }

    /// The entry of a row, quicker than by ``init(_:salt:suite:shows:)``.
    static func entry(of row: StoredRow, salt: some Collection<UInt8>, suite: HashSuite) -> [UInt8]? {
        entry(of: row, recordTime: row.recordTime, salt: salt, suite: suite)
    }

    /// The entry that a row would have, had it been captured at another time.
    static func entry(
        of row: StoredRow,
        recordTime: Int64,
        salt: some Collection<UInt8>,
        suite: HashSuite
    ) -> [UInt8]? {
        guard let body = row.body, let parts = BodyMembers.split(body) else { return nil }
        let salts = MemberSalts(salt, count: rowMemberCount + parts.count, suite)
        var digests: [TreeHash] = []
        digests.reserveCapacity(rowMemberCount + parts.count)
        // One buffer for salt and text of every member: to hash in one piece is quicker than to gather in the hash.
        var member: [UInt8] = []
        member.reserveCapacity(saltLength + body.count)
        func add(_ append: (inout [UInt8]) -> Void) {
            member.removeAll(keepingCapacity: true)
            member.append(contentsOf: salts[digests.count])
            append(&member)
            digests.append(suite.hash(member))
        }
        for text in rowMembers(row, recordTime: recordTime) { add { $0.append(contentsOf: text) } }
        for part in parts { add { part.append(to: &$0, in: body) } }
        return entry(of: digests, suite)
    }

    /// How many members stand before those of the body.
    static let rowMemberCount = 2
    /// Which of them holds the columns and the event hash.
    static let rowPosition = 1

    /// What the row says beside the body. The hash is the event's own, unsalted: it may be shown to nobody to whom the
    /// body is not shown whole.
    private static func rowMembers(_ row: StoredRow, recordTime: Int64? = nil) -> [[UInt8]] {
        let columns = ([row.number.rawValue] + row.columns).map(String.init).joined(separator: ",")
        return [
            recordTimeText(recordTime ?? row.recordTime),
            Array("row:\(columns),\(Hex.string(row.hash))".utf8),
        ]
    }

    static func recordTimeText(_ time: Int64) -> [UInt8] { Array("recordTime:\(time)".utf8) }

    /// Whether a member is the record time.
    static func isRecordTime(_ text: [UInt8]) -> Bool { text.starts(with: "recordTime:".utf8) }
}

/// The salts of an event's members, 16 bytes each, made from the event's: two of each hash.
private struct MemberSalts {
    private let bytes: [UInt8]

    init(_ seed: some Collection<UInt8>, count: Int, _ suite: HashSuite) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((count + 1) / 2 * TreeHash.length)
        var counted = Array(seed) + [0, 0, 0, 0]
        for block in 0..<(count + 1) / 2 {
            let end = counted.count
            for byte in 0..<4 {
                counted[end - 4 + byte] = UInt8(truncatingIfNeeded: block >> (24 - 8 * byte))
            }
            let hash = suite.hash(counted)
            withUnsafeBytes(of: hash) { bytes.append(contentsOf: $0) }
        }
        self.bytes = bytes
    }

    subscript(position: Int) -> ArraySlice<UInt8> {
        bytes[position * EventLeaf.saltLength..<(position + 1) * EventLeaf.saltLength]
    }
}
