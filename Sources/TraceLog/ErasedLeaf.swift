// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog
import TraceLedger

/// What is kept of the members of an event of which some were erased by law, in the place of the event's salt: of each
/// that is left its own salt, of each that is erased its digest and its name.
///
/// With the first erasure goes the member of the row, always: in it is the hash of the whole event, which would confirm
/// guesses. What the row says beside follows from the members that are left.
struct ErasedLeaf: Equatable, Sendable {
    private(set) var slots: [Slot]

    enum Slot: Equatable, Sendable {
        case kept(salt: [UInt8])
        case erased(TreeHash, name: String)
    }

    /// By which notices name the event hash.
    static let hashName = "hash"

    /// Of an event of which nothing was erased until now; nil where its body is none.
    init?(_ row: StoredRow, salt: [UInt8], suite: HashSuite) {
        guard let leaf = EventLeaf(row, salt: salt, suite: suite, shows: { _ in true }) else { return nil }
        slots = leaf.members.enumerated().map { position, member in
            guard position != EventLeaf.rowPosition, case .shown(_, let salt) = member else {
                return .erased(member.digest(suite), name: Self.hashName)
            }
            return .kept(salt: salt)
        }
    }

    /// The names of what is erased, in order: that of the hash first.
    var erasedNames: [String] {
        slots.compactMap { if case .erased(_, let name) = $0 { name } else { nil } }
    }

    /// The leaf by what is left in a row; nil where that has other members than were left.
    func leaf(of row: StoredRow, suite: HashSuite, shows: (_ text: [UInt8]) -> Bool = { _ in true })
        -> EventLeaf?
    {
        guard let body = row.body, let parts = Self.parts(of: body) else { return nil }
        var texts = [EventLeaf.recordTimeText(row.recordTime)] + parts.map { $0.text(in: body) }
        texts.reverse()
        var members: [EventLeaf.Member] = []
        for slot in slots {
            switch slot {
            case .kept(let salt):
                guard let text = texts.popLast() else { return nil }
                let member = EventLeaf.Member.shown(text: text, salt: salt)
                members.append(shows(text) ? member : .hidden(member.digest(suite)))
            case .erased(let digest, _): members.append(.hidden(digest))
            }
        }
        return texts.isEmpty ? EventLeaf(members: members, suite: suite) : nil
    }

    /// The members of a body that was logged: without the ID that an erasure may have put before them.
    static func parts(of body: [UInt8]) -> [BodyMembers.Part]? {
        guard let parts = BodyMembers.split(body) else { return nil }
        return givenID(parts, in: body) == nil ? parts : Array(parts.dropFirst())
    }

    /// The ID that an erasure gave an event whose ID was its hash; the ledger never begins a body with one.
    static func givenID(in body: [UInt8]) -> String? {
        BodyMembers.split(body).flatMap { givenID($0, in: body) }
    }

    private static func givenID(_ parts: [BodyMembers.Part], in body: [UInt8]) -> String? {
        guard let first = parts.first, first.name(in: body) == "eventID" else { return nil }
        let value = body[first.own].dropFirst(#""eventID":""#.utf8.count).dropLast()
        return String(decoding: value, as: UTF8.self)
    }

    /// What of a body an erasure leaves.
    ///
    /// - Parameter id: the event's new ID, where it does not keep its own.
    static func body(of parts: [BodyMembers.Part], of body: [UInt8], givenID id: String?) -> [UInt8] {
        let rest = BodyMembers.joined(parts, of: body)
        guard let id else { return rest }
        return Array(#"{"eventID":"\#(id)","#.utf8) + rest.dropFirst()
    }

    /// Keeps of members of the body, counted among those that were left, only digest and name.
    mutating func erase(_ positions: Set<Int>, of leaf: EventLeaf, names: [String]) {
        var left = 0
        for slot in slots.indices.dropFirst(EventLeaf.rowMemberCount) {
            guard case .kept = slots[slot] else { continue }
            if positions.contains(left) {
                slots[slot] = .erased(leaf.members[slot].digest(leaf.suite), name: names[left])
            }
            left += 1
        }
    }

    /// The names of all members of the body, erased or not, in order.
    func names(of body: [UInt8]) -> [String] {
        var left = (Self.parts(of: body) ?? []).map { $0.name(in: body) }[...]
        return slots.dropFirst(EventLeaf.rowMemberCount).map { slot in
            if case .erased(_, let name) = slot { name } else { left.popFirst() ?? "" }
        }
    }
}

extension ErasedLeaf {
    /// As it is stored: of each slot a byte, and salt, or digest and name after its length.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for slot in slots {
            switch slot {
            case .kept(let salt): bytes += [0] + salt
            case .erased(let digest, let name):
                let name = Array(name.utf8)
                bytes +=
                    [1] + digest.bytes + [UInt8(name.count >> 8 & 0xFF), UInt8(name.count & 0xFF)] + name
            }
        }
        return bytes
    }

    /// Nil where the bytes are not of this form.
    init?(bytes: [UInt8]) {
        var (slots, rest) = ([Slot](), bytes[...])
        func take(_ count: Int) -> [UInt8]? {
            guard rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        while let kind = rest.popFirst() {
            if kind == 0 {
                guard let salt = take(EventLeaf.saltLength) else { return nil }
                slots.append(.kept(salt: salt))
            } else {
                guard kind == 1, let digest = take(TreeHash.length).flatMap({ TreeHash($0) }),
                    let length = take(2), let name = take(Int(length[0]) << 8 | Int(length[1]))
                else { return nil }
                slots.append(.erased(digest, name: String(decoding: name, as: UTF8.self)))
            }
        }
        self.slots = slots
    }
}
