// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

@testable import MerkleLog

@Suite("Notes, keys and checkpoints")
struct NoteTests {
    private static let checkpoint = Checkpoint(
        origin: "trace.example.cn/log",
        size: 300,
        root: HashSuite.sha256.leaf(Array("x".utf8))
    )

    @Test("A key of the signed-note specification is read, with its ID")
    func specifiedKey() throws {
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        let key = try VerifierKey(text: text)
        #expect(key.name == "PeterNeumann")
        #expect(key.kind == .note)
        #expect(key.text == text)
    }

    @Test("The note of the signed-note specification verifies")
    func specifiedNote() throws {
        let key = try VerifierKey(text: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        let note = try SignedNote(
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

            """
        )
        let line = try #require(note.lines(of: key).first)
        #expect(key.verifies(line.bytes, of: Array(note.text.utf8)))
        #expect(!key.verifies(line.bytes, of: Array((note.text + " ").utf8)))
    }

    @Test(
        "What is no verifier key is refused",
        arguments: [
            "", "name", "name+00000000+AQ==",
            "two words+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+AhpzdGVwaGVuIHdhcyBoZXJlIGFuZCB3YXMgaGVyZSE=",
            // Of a type that has an identifier of its own, which is not ours.
            "PeterNeumann+c74f20a3+/wEpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        ]
    )
    func wrongKeys(text: String) {
        let error = #expect(throws: LogError.self) { try VerifierKey(text: text) }
        #expect(error?.code == .key)
    }

    @Test(
        "A secret key is read as it was written, and never shown in an error",
        arguments: VerifierKey.Kind.allCases
    )
    func secretKey(kind: VerifierKey.Kind) throws {
        let key = try SignerKey(name: "trace.example.cn/log", kind: kind)
        let read = try SignerKey(text: key.secretText)
        #expect(read.verifier == key.verifier)
        #expect(read.secretText == key.secretText)
        #expect(key.verifier.verifies(read.signature(of: [1]), of: [1]))
        let spoilt = key.secretText.replacing("log+", with: "other+")
        let error = #expect(throws: LogError.self) { try SignerKey(text: spoilt) }
        #expect(error.map { key.secretText.contains($0.reason) } == false)
    }

    @Test("A checkpoint is signed, written, read and verified", arguments: HashSuite.allCases)
    func signedCheckpoint(suite: HashSuite) throws {
        let key = try SignerKey(name: Self.checkpoint.origin, kind: .init(signing: suite))
        let note = try SignedNote(Self.checkpoint.signed(by: key).whole)
        #expect(try Checkpoint(note, by: key.verifier) == Self.checkpoint)
    }

    @Test(
        "A checkpoint of another log, of another key or with another size is told apart",
        arguments: HashSuite.allCases
    )
    func wrongCheckpoints(suite: HashSuite) throws {
        let key = try SignerKey(name: Self.checkpoint.origin, kind: .init(signing: suite))
        let note = Self.checkpoint.signed(by: key)
        func code(_ note: SignedNote, _ key: VerifierKey) -> LogError.Code? {
            #expect(throws: LogError.self) { try Checkpoint(note, by: key) }?.code
        }
        #expect(code(note, try SignerKey(name: "other.example.cn/log").verifier) == .otherLog)
        for kind in VerifierKey.Kind.allCases {
            let stranger = try SignerKey(name: Self.checkpoint.origin, kind: kind)
            #expect(code(note, stranger.verifier) == .signature)
        }
        let changed = note.text.replacing("300", with: "301")
        #expect(code(SignedNote(text: changed, signatures: note.signatures), key.verifier) == .signature)
    }

    @Test(
        "What is no checkpoint is refused",
        arguments: [
            "", "a\n", "a\n1\n", "a\n01\nAA==\n", "a\n-1\nAA==\n", "a\n1\nAA==\n", "a\n1\n\n", "a\n1\nx",
        ]
    )
    func noCheckpoints(text: String) {
        let error = #expect(throws: LogError.self) { try Checkpoint(text: text) }
        #expect(error?.code == .checkpoint)
    }

    @Test(
        "What is no note is refused",
        arguments: [
            "", "text\n", "text\n\n", "text\n\n— name\n", "text\n\n- name AAAAAAA=\n",
            "text\n\n— name AAAA\n",
            "text\n\n— name AAAAAAA=", "te\u{1}xt\n\n— name AAAAAAA=\n", "\n— name AAAAAAA=\n",
        ]
    )
    func noNotes(text: String) {
        let error = #expect(throws: LogError.self) { try SignedNote(text) }
        #expect(error?.code == .note)
    }

    @Test("A cosignature holds for its checkpoint, witness and time only")
    func cosignatures() throws {
        let witness = try SignerKey(name: "witness.example.org", kind: .cosignature)
        let line = Cosignature(Self.checkpoint, by: witness, time: 1_790_000_000).line
        let read = try Cosignature(line, of: Self.checkpoint, by: witness.verifier)
        #expect(read.time == 1_790_000_000)
        let other = Checkpoint(origin: Self.checkpoint.origin, size: 301, root: Self.checkpoint.root)
        #expect(throws: LogError.self) { try Cosignature(line, of: other, by: witness.verifier) }
        let stranger = try SignerKey(name: "witness.example.org", kind: .cosignature)
        #expect(throws: LogError.self) { try Cosignature(line, of: Self.checkpoint, by: stranger.verifier) }
    }
}
