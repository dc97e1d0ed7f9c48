// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import MerkleLog
package import TraceText

/// Shows, without asking anybody, that an event is in the log under a checkpoint: what of it may be seen, the path from
/// its leaf to the root, and the checkpoint with its signatures.
package struct EventProof: Sendable {
    /// The ID under which the event was asked for.
    package let eventID: String
    /// The key by which the log signs, as the log says; who checks should have it from elsewhere.
    package let key: VerifierKey
    package let leaf: EventLeaf
    package let index: Int
    package let size: Int
    package let hashes: [TreeHash]
    package let checkpoint: SignedNote

    /// What the file calls itself.
    private static let format = "qiongsu-log-proof/1"

    /// Checks everything.
    ///
    /// - Throws: ``LogError`` with what does not hold.
    package func verify(by key: VerifierKey) throws(LogError) -> Checkpoint {
        let checkpoint = try Checkpoint(checkpoint, by: key)
        // The signature holds, so the key is of the kind that signs checkpoints.
        guard let suite = key.kind.suite, suite == leaf.suite else {
            throw LogError(.proof, "the key in the file is of another kind than the log's key")
        }
        guard checkpoint.size == size else {
            throw LogError(
                .proof,
                "the proof is for \(size) leaves, the checkpoint in it has \(checkpoint.size)"
            )
        }
        let holds = TreeProof.includes(
            suite.leaf(leaf.entry),
            at: index,
            size: size,
            root: checkpoint.root,
            proof: hashes,
            suite: suite
        )
        guard holds else {
            throw LogError(.proof, "the event is not in the log as it is shown here: something was changed")
        }
        return checkpoint
    }

    /// The members that are shown, as text.
    package var shownTexts: [String] {
        leaf.members.compactMap {
            if case .shown(let text, _) = $0 { String(decoding: text, as: UTF8.self) } else { nil }
        }
    }
}

extension EventProof {
    /// The file, as one JSON object.
    package func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("format", Self.format)
            $0.member("event", eventID)
            $0.member("key", key.text)
            $0.member("index", index)
            $0.member("size", size)
            $0.member("leaf", Base64.text(leaf.entry))
            $0.objects("members", leaf.members) { member, writer in
                switch member {
                case .shown(let text, let salt):
                    writer.member("text", String(decoding: text, as: UTF8.self))
                    writer.member("salt", Base64.text(salt))
                case .hidden(let hash): writer.member("hash", Base64.text(hash.bytes))
                }
            }
            $0.member("hashes", hashes.map { Base64.text($0.bytes) })
            $0.member("checkpoint", checkpoint.whole)
        }
    }

    /// Reads a file.
    ///
    /// - Throws: ``LogError`` `proof`, or what is wrong with the key or checkpoint in it.
    package init(file bytes: [UInt8]) throws(LogError) {
        func wrong(_ what: String) -> LogError { LogError(.proof, "the file is no proof of a log: \(what)") }
        guard let root = try? JSONDocument(parsing: bytes).root else { throw wrong("it is not JSON") }
        guard root["format"]?.string == Self.format else {
            throw wrong("its format is not “\(Self.format)”")
        }
        guard let event = root["event"]?.string, let key = root["key"]?.string,
            let index = root["index"]?.numberLiteral.flatMap({ Int($0) }),
            let size = root["size"]?.numberLiteral.flatMap({ Int($0) }),
            let checkpoint = root["checkpoint"]?.string
        else { throw wrong("event, key, index, size or checkpoint is missing") }
        var hashes: [TreeHash] = []
        if let list = root["hashes"]?.elements {
            for value in list {
                guard let hash = value.string.flatMap({ Base64.bytes($0) }).flatMap({ TreeHash($0) }) else {
                    throw wrong("a hash in it is none")
                }
                hashes.append(hash)
            }
        }
        var members: [EventLeaf.Member] = []
        if let list = root["members"]?.elements {
            for value in list { members.append(try Self.member(value)) }
        }
        eventID = event
        self.key = try VerifierKey(text: key)
        guard let suite = self.key.kind.suite else { throw wrong("its key is no log's") }
        self.index = index
        self.size = size
        self.hashes = hashes
        self.checkpoint = try SignedNote(checkpoint)
        leaf = EventLeaf(members: members, suite: suite)
        guard root["leaf"]?.string == Base64.text(leaf.entry) else {
            throw LogError(.proof, "the members shown are not those of the leaf: something was changed")
        }
    }

    private static func member(_ value: JSONValue) throws(LogError) -> EventLeaf.Member {
        if let hash = value["hash"]?.string.flatMap({ Base64.bytes($0) }).flatMap({ TreeHash($0) }) {
            return .hidden(hash)
        }
        guard let text = value["text"]?.string,
            let salt = value["salt"]?.string.flatMap({ Base64.bytes($0) }),
            salt.count == EventLeaf.saltLength
        else {
            throw LogError(
                .proof,
                "the file is no proof of a log: a member has neither hash nor text and salt"
            )
        }
        return .shown(text: Array(text.utf8), salt: salt)
    }
}
