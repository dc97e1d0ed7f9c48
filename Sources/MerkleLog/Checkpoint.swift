// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a log says of itself: its name, how many leaves it has, and their root (C2SP tlog-checkpoint).
package struct Checkpoint: Sendable, Equatable {
    /// The log's name.
    package let origin: String
    package let size: Int
    package let root: TreeHash
    /// Further lines, which mean nothing to us but are signed.
    package let extensions: [String]

    package init(origin: String, size: Int, root: TreeHash, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a checkpoint, without signatures.
    ///
    /// - Throws: ``LogError`` `checkpoint`.
    package init(text: String) throws(LogError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard text.hasSuffix("\n"), lines.count >= 3, !lines.contains(""),
            let size = Int(lines[1]), size >= 0, String(size) == lines[1],
            let root = Base64.bytes(lines[2]).flatMap({ TreeHash($0) })
        else {
            throw LogError(
                .checkpoint,
                "a checkpoint has a line with the log's name, one with its size and one with its root in base64"
            )
        }
        self.init(
            origin: String(lines[0]),
            size: size,
            root: root,
            extensions: lines.dropFirst(3).map(String.init)
        )
    }

    /// The text that is signed.
    package var text: String {
        ([origin, String(size), Base64.text(root.bytes)] + extensions).map { $0 + "\n" }.joined()
    }

    /// The checkpoint as a note signed by its log.
    package func signed(by key: SignerKey) -> SignedNote {
        SignedNote(
            text: text,
            signatures: [.init(by: key.verifier, key.signature(of: Array(text.utf8)))]
        )
    }

    /// Reads a note that a log signed.
    ///
    /// - Throws: ``LogError`` `checkpoint`, `otherLog` where it is of another name, `signature`.
    package init(_ note: SignedNote, by key: VerifierKey) throws(LogError) {
        try self.init(text: note.text)
        guard origin == key.name else {
            throw LogError(.otherLog, "the checkpoint is of the log “\(origin)”, not of “\(key.name)”")
        }
        guard key.kind.suite != nil, let line = note.lines(of: key).first else {
            throw LogError(
                .signature,
                "the checkpoint does not bear the signature of the log's key \(key.text)"
            )
        }
        guard key.verifies(line.bytes, of: Array(note.text.utf8)) else {
            throw LogError(.signature, "the signature of the log's key on the checkpoint is wrong")
        }
    }
}
