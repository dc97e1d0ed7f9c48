// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting

@testable import TraceLedger

@Suite("Stored bodies")
struct BodyCodecTests {
    @Test("A body comes back byte for byte", arguments: [0, 1, 100, 5_000, 1_000_000])
    func roundTrip(length: Int) throws {
        var generator = SeededGenerator(seed: UInt64(length))
        let codec = BodyCodec()
        let body = (0..<length).map { _ in UInt8.random(in: 32...126, using: &generator) }
        #expect(try codec.unpack(codec.pack(body)) == body)
    }

    @Test("A body that was packed with any dictionary can be read", arguments: packedWithEach)
    func dictionariesNeverChange(packed: String) throws {
        let packed = try #require(Data(base64Encoded: packed))
        let body = try BodyCodec().unpack([UInt8](packed))
        #expect(String(decoding: body, as: UTF8.self) == Self.body)
    }

    @Test(
        "Damaged bytes are an error",
        arguments: [
            [], [1], [3, 40, 181, 47, 253], [2, 40, 181, 47, 253], [1, 40, 181, 47, 253, 255, 255],
        ]
    )
    func damaged(bytes: [UInt8]) {
        #expect { try BodyCodec().unpack(bytes) } throws: { ($0 as? LedgerError)?.code == .corrupt }
    }

    @Test("A flipped bit is found, whichever it is")
    func flippedBits() {
        let codec = BodyCodec()
        let packed = codec.pack(Array(Self.body.utf8))
        for bit in 0..<packed.count * 8 {
            var damaged = packed
            damaged[bit / 8] ^= 1 << (bit % 8)
            do throws(LedgerError) {
                let body = try codec.unpack(damaged)
                #expect(body == Array(Self.body.utf8), "bit \(bit) changes the body unseen")
            } catch {
                #expect(error.code == .corrupt)
            }
        }
    }

    @Test("A body that is no event is the ledger's fault, not the asker's", arguments: ["", "{", "[1]"])
    func noEvent(text: String) {
        let codec = BodyCodec()
        let error = #expect(throws: LedgerError.self) { try codec.event(codec.pack(Array(text.utf8))) }
        #expect(error?.code == .corrupt)
    }

    private static let body =
        #"{"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00.000+08:00","eventTimeZoneOffset":"+08:00","epcList":["https://id.gs1.org/01/06901234567892/21/1"],"action":"OBSERVE","bizStep":"shipping"}"#
    /// By the releases that brought the dictionaries.
    private static let packedWithEach = [
        "ASi1L/0gwYUBAJAzODEyMzQ1Njc4OTIvMjEvMX0KAFibAJdbV8ZFVijYosgcg0sCgAcCJy9skjURBA==",
        "Aii1L/0kwVUBABOBAqtv3ryaeN93PTAJ/JvVfLFj2/nN/8Lf1++MuEajieIx7HHnPx9cCK5eT58=",
    ]
}
