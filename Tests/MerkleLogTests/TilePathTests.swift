// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

@testable import MerkleLog

@Suite("Tile paths and entry bundles")
struct TilePathTests {
    @Test(
        "A path is written and read",
        arguments: [
            (TilePath(level: 0, index: 0), "tile/0/000"),
            (TilePath(level: 0, index: 1_234_067), "tile/0/x001/x234/067"),
            (TilePath(level: 2, index: 999), "tile/2/999"),
            (TilePath(level: 2, index: 1000), "tile/2/x001/000"),
            (TilePath(level: 63, index: 5, width: 1), "tile/63/005.p/1"),
            (TilePath(level: nil, index: 12_345, width: 255), "tile/entries/x012/345.p/255"),
        ]
    )
    func roundTrip(path: TilePath, text: String) {
        #expect(path.text == text)
        #expect(TilePath(afterTile: String(text.dropFirst(5))) == path)
    }

    @Test(
        "What is no path is not read",
        arguments: [
            "", "0", "0/", "0/1", "0/01", "0/0000", "0/abc", "0/x000/001", "0/x001", "64/000", "00/000",
            "-1/000",
            "0/000.p", "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p/5/6", "entries", "entry/000",
            "0//000",
            "0/x001/x234/067/", "0/+12", "0/x001/x001/x001/x001/x001/x001/001", "0/１２３",
        ]
    )
    func rejects(text: String) {
        #expect(TilePath(afterTile: text) == nil)
    }

    @Test("A bundle is read as it was written, and a cut one not at all")
    func bundles() {
        let entries: [[UInt8]] = [[], [1], Array(repeating: 7, count: 300)]
        let bytes = EntryBundle.bytes(of: entries)
        #expect(EntryBundle.entries(of: bytes)?.map(Array.init) == entries)
        #expect(EntryBundle.entries(of: bytes.dropLast()) == nil)
    }

    @Test("Base64 is read in its one spelling only", arguments: ["", "AA==", "AAA=", "AAAA", "/+8="])
    func base64(text: String) {
        #expect(Base64.bytes(text).map { Base64.text($0) } == text)
    }

    @Test(
        "Other spellings are none",
        arguments: ["A", "AA", "AB==", "AAB=", "A===", "AA=A", "AAA\n", "-_8=", "===="]
    )
    func wrongBase64(text: String) {
        #expect(Base64.bytes(text) == nil)
    }
}
