// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import MerkleLog
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// Erases parts of one event, in one transaction.
struct EventEraser {
    private let row: StoredRow
    private let body: [UInt8]
    private let parts: [BodyMembers.Part]
    private let names: [String]
    private let leaf: EventLeaf
    private let fields: PersonalFields
    /// The ID that the event has from now on, where that is not its own.
    private let givenID: String?
    private let before: ErasedLeaf
    private var chosen: Set<Int> = []

    /// - Parameter first: the record time of the first event of the same ID.
    /// - Throws: ``LogFailure`` `damaged` where the event is not what was logged.
    init(_ event: StoredEvent, first: Int64, _ ledger: Ledger, _ store: LogStore) throws {
        let (bundle, position) = try EventLog.place(of: event.recordTime, in: store)
        let row = try ledger.row(at: event.recordTime, in: store.connection)
        guard let row, let body = row.body, let parts = ErasedLeaf.parts(of: body),
            let before = try store.erasure(at: row.recordTime)?.left
                ?? ErasedLeaf(row, salt: Array(bundle.salt(position)), suite: store.suite),
            let leaf = before.leaf(of: row, suite: store.suite),
            leaf.entry.elementsEqual(bundle.entry(position))
        else {
            throw LogFailure(
                .damaged,
                "a stored event is no longer what the log holds: `qiongsu verify` says more"
            )
        }
        (self.row, self.body, self.parts, self.before, self.leaf) = (row, body, parts, before, leaf)
        names = parts.map { $0.name(in: body) }
        fields = PersonalFields(of: event.event, book: ledger.profiles)
        // An ID that is a hash would confirm guesses, as the hash does.
        givenID =
            EventHash.isURI(event.eventID) ? PublicEventID.of(first) : ErasedLeaf.givenID(in: body)
    }

    var hasChosen: Bool { !chosen.isEmpty }

    /// Notes what of the event is to be erased.
    mutating func choose(_ target: ErasureTarget) throws {
        switch target {
        case .fields(_, let asked): try choose(asked)
        case .subject(let code): try choose(naming: CanonicalCode.canonical(code))
        }
    }

    /// Whether a field is in the event, or was erased from it.
    func has(_ asked: String) -> Bool {
        (names + before.erasedNames).contains { Self.isMeant(by: asked, $0) }
    }

    private mutating func choose(_ asked: [String]) throws {
        for asked in asked {
            for (part, name) in names.enumerated() where Self.isMeant(by: asked, name) {
                guard fields.includes(name) else {
                    throw LogFailure(
                        .refused,
                        "“\(asked)” may not be erased: only what the profile marks as personal, fields of other namespaces, and parties, places and documents may"
                    )
                }
                // A place without its ID is none.
                chosen.formUnion(name.contains(":") ? [part] : whole(name))
            }
        }
    }

    /// All parts of the member at the top that a part is in.
    private func whole(_ name: String) -> [Int] {
        let top = PersonalFields.top(name)
        return names.indices.filter { PersonalFields.top(names[$0]) == top }
    }

    /// A field is called by its whole name, by the member that holds it, or as its profile calls it.
    private static func isMeant(by asked: String, _ name: String) -> Bool {
        name == asked || PersonalFields.top(name) == asked
            || PersonalFields.top(name).split(separator: ":", maxSplits: 1).last.map(String.init) == asked
    }

    private mutating func choose(naming subject: String) throws {
        let quote = UInt8(ascii: "\"")
        let naming = parts.indices.filter { part in
            body[parts[part].own].split(separator: quote).contains {
                CanonicalCode.canonical(String(decoding: $0, as: UTF8.self)) == subject
            }
        }
        guard !naming.isEmpty else { return }
        for part in naming where !fields.includes(names[part]) {
            throw LogFailure(
                .refused,
                "the event \(PublicEventID.of(row.recordTime)) names it in “\(names[part])”, which may not be erased"
            )
        }
        for part in naming {
            // What stands beside a code in a field of its own says more of whom it names.
            chosen.formUnion(fields.includes(PersonalFields.top(names[part])) ? whole(names[part]) : [part])
        }
        chosen.formUnion(names.indices.filter { fields.isPersonal(names[$0]) })
    }

    /// What goes: with what was chosen an ID of its own that is a hash, also of a namesake of which nothing was chosen.
    private var gone: Set<Int> {
        guard givenID != nil, let id = names.firstIndex(of: "eventID") else { return chosen }
        return chosen.union([id])
    }

    private var left: ErasedLeaf {
        var left = before
        left.erase(gone, of: leaf, names: names)
        return left
    }

    func notice(ground: String, orderedBy: String, time: Timestamp) -> ErasureNotice {
        ErasureNotice(
            recordTime: row.recordTime,
            fields: left.erasedNames,
            ground: ground,
            orderedBy: orderedBy,
            time: time
        )
    }

    var redaction: Redaction {
        let kept = parts.indices.filter { !gone.contains($0) }.map { parts[$0] }
        return Redaction(number: row.number, body: ErasedLeaf.body(of: kept, of: body, givenID: givenID))
    }

    /// Keeps what is left of the leaf, without the salt of the whole.
    func finish(in store: LogStore, noticeTime: Int64) throws {
        // Others of this transaction may lie in the same bundle.
        var (bundle, position) = try EventLog.place(of: row.recordTime, in: store)
        bundle.wipeSalt(position)
        try store.put(bundle)
        try store.put(StoredErasure(left: left, noticeTime: noticeTime), at: row.recordTime)
    }
}
