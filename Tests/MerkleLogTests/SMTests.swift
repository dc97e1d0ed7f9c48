// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting
import TraceText

@testable import MerkleLog

@Suite("SM3 and SM2")
struct SMTests {
    @Test(
        "SM3 of the examples of GB/T 32905-2016, annex A",
        arguments: [
            ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
            (
                String(repeating: "abcd", count: 16),
                "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
            ),
        ]
    )
    func examples(text: String, hash: String) {
        #expect(Hex.string(HashSuite.sm3.hash(Array(text.utf8)).bytes) == hash)
        #expect(Hex.string(NaiveSM3.hash(Array(text.utf8))) == hash)
    }

    @Test("SM3 is the standard's, written down on its own, at every length up to 300 bytes")
    func lengths() {
        var random = SeededGenerator(seed: 3)
        for length in 0...300 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(HashSuite.sm3.hash(bytes).bytes == NaiveSM3.hash(bytes), "\(length) bytes")
        }
    }

    /// GB/T 32918.5-2017, annex A.2: the signature with the ID 1234567812345678.
    private enum Example {
        static let message = Array("message digest".utf8)
        static let secret = bytes("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
        static let key = bytes(
            "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
                + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
        )
        static let signature = bytes(
            "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
                + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
        )

        private static func bytes(_ text: String) -> [UInt8] {
            let digits = text.compactMap(\.hexDigitValue)
            return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        }
    }

    @Test("The key and the signature of the example of GB/T 32918.5-2017 are right")
    func signatureExample() {
        #expect(SM2.publicKey(of: Example.secret) == Example.key)
        #expect(SM2.verifies(Example.signature, of: Example.message, publicKey: Example.key))
    }

    @Test("A signature in which one bit is changed, or of one bit else, does not hold")
    func changedBits() {
        for bit in 0..<512 {
            var signature = Example.signature
            signature[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!SM2.verifies(signature, of: Example.message, publicKey: Example.key), "bit \(bit)")
        }
        for place in Example.message.indices {
            var message = Example.message
            message[place] ^= 1
            #expect(!SM2.verifies(Example.signature, of: message, publicKey: Example.key), "byte \(place)")
        }
    }

    @Test("What is signed holds for that key and message, and no signature is made twice")
    func signing() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<50 {
            let key = try SignerKey(name: "log", kind: .sm2Note)
            let message = (0..<Int.random(in: 0...500, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let signature = key.signature(of: message)
            #expect(signature.count == 64)
            #expect(key.verifier.verifies(signature, of: message))
            #expect(!key.verifier.verifies(signature, of: message + [0]))
            #expect(signature != key.signature(of: message))
        }
    }

    @Test("Numbers that are no secret key, and bytes that are no point of the curve, are refused")
    func wrongKeys() {
        let order = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123"
        let digits = order.compactMap(\.hexDigitValue)
        var number = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        #expect(SM2.publicKey(of: number) == nil)
        number[31] -= 1
        #expect(SM2.publicKey(of: number) == nil)
        number[31] -= 1
        #expect(SM2.publicKey(of: number) != nil)
        #expect(SM2.publicKey(of: [UInt8](repeating: 0, count: 32)) == nil)
        #expect(SM2.publicKey(of: Array(Example.secret.dropLast())) == nil)
        var key = Example.key
        #expect(SM2.isPublicKey(key))
        key[64] ^= 1
        #expect(!SM2.isPublicKey(key))
        #expect(!SM2.isPublicKey(Array(Example.key.dropLast())))
        #expect(!SM2.isPublicKey([6] + Example.key.dropFirst()))
        for length in [0, 63, 65] {
            let signature = [UInt8](repeating: 1, count: length)
            #expect(!SM2.verifies(signature, of: [], publicKey: Example.key))
        }
        #expect(!SM2.verifies([UInt8](repeating: 0, count: 64), of: [], publicKey: Example.key))
    }

    @Test("A verifier key names its algorithm by 255 and the OID of SM2 over SM3")
    func keyText() throws {
        let key = try VerifierKey(name: "trace.example.cn/log", kind: .sm2Note, key: Example.key)
        let bytes = try #require(
            key.text.split(separator: "+", maxSplits: 2).last.flatMap { Base64.bytes($0) }
        )
        #expect(bytes.prefix(11) == [0xFF, 0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x83, 0x75])
        #expect(bytes.dropFirst(11) == Example.key[...])
        #expect(try VerifierKey(text: key.text) == key)
        let idInput = Array("trace.example.cn/log\n".utf8) + bytes
        #expect(key.id == Array(HashSuite.sha256.hash(idInput).bytes.prefix(4)))
    }
}
