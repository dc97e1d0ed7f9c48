// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceTesting
import TraceText

/// Texts made to break a reader.
@Suite struct HostileInputTests {
    @Test func `A text cut off anywhere is unreadable`() {
        let bytes = SampleJSON.document([SampleJSON.objectEvent])
        for length in 0..<bytes.count {
            #expect(EPCISJSON.check(Array(bytes[..<length])).faults.map(\.code) == [.unreadable])
        }
    }

    @Test(arguments: ["null", "true", "7", "\"x\"", "[]", "{}", "[{}]"])
    func `A value that is no document has faults`(text: String) {
        #expect(!EPCISJSON.check(Array(text.utf8)).isValid)
        #expect(throws: InvalidDocument.self) { try EPCISJSON.document(Array(text.utf8)) }
        #expect(throws: InvalidDocument.self) { try EPCISJSON.event(Array(text.utf8)) }
        #expect(throws: InvalidDocument.self) { try EPCISJSON.event(stored: Array(text.utf8)) }
    }

    @Test func `Depth beyond the limit is refused, up to it is kept`() throws {
        func event(_ depth: Int) -> [UInt8] {
            let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            return SampleJSON.event(adding: #""example:deep":"# + nested)
        }
        #expect(EPCISJSON.check(event(100)).faults.map(\.code) == [.limit])
        let kept = try EPCISJSON.event(event(60))
        var writer = JSONWriter()
        EPCISJSON.write(kept, includesContext: false, to: &writer)
        #expect(try EPCISJSON.event(stored: writer.bytes) == kept)
    }

    @Test(arguments: [
        #""eventTime":"2026-02-03T04:05:06Z""#, #""event\u0054ime":"2026-02-03T04:05:06Z""#,
    ]) func `A key twice is refused, also where one is written with an escape`(member: String) {
        let bytes = SampleJSON.event(adding: member)
        #expect(throws: InvalidDocument.self) { try EPCISJSON.event(bytes) }
        let message = "the key \"eventTime\" stands twice in one object"
        #expect(EPCISJSON.check(bytes).notes.map(\.message).contains(message))
    }

    @Test func `A key written with an escape is the same key`() throws {
        let bytes = SampleJSON.event(replacing: #""action":"ADD""#, with: #""\u0061ction":"\u0041DD""#)
        #expect(try EPCISJSON.event(bytes).action == .add)
    }

    @Test(arguments: ["1e999", "-0", "12345678901234567890", "0.1000", "1E5"])
    func `A number keeps its digits`(literal: String) throws {
        let event = try EPCISJSON.event(SampleJSON.event(adding: #""example:number":\#(literal)"#))
        #expect(event.extensions.map(\.value) == [.number(DecimalNumber(literal: literal))])
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: false, to: &writer)
        #expect(writer.text.contains(#""example:number":\#(literal)"#))
    }

    @Test(arguments: ["01", "+1", "1.", ".5", "NaN", "Infinity", "0x10"])
    func `What is no JSON number is unreadable`(literal: String) {
        let faults = EPCISJSON.check(SampleJSON.event(adding: #""example:number":\#(literal)"#)).faults
        #expect(faults.map(\.code) == [.unreadable])
    }

    @Test func `Invalid UTF-8 and lone surrogates are unreadable`() {
        var bytes = SampleJSON.event(adding: #""example:text":"abc""#)
        if let place = bytes.firstRange(of: Array("abc".utf8)) { bytes[place.lowerBound] = 0xFF }
        #expect(EPCISJSON.check(bytes).faults.map(\.code) == [.unreadable])
        for surrogate in [#"\ud800"#, #"\udc00"#, #"\ud800\ud800"#] {
            let text = SampleJSON.event(adding: #""example:text":"\#(surrogate)""#)
            #expect(EPCISJSON.check(text).faults.map(\.code) == [.unreadable])
        }
    }

    @Test func `A byte order mark is skipped`() throws {
        let bytes = SampleJSON.event()
        #expect(try EPCISJSON.event([0xEF, 0xBB, 0xBF] + bytes) == EPCISJSON.event(bytes))
    }

    @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
    func `Changed bytes never crash, and give a document or faults with places`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let texts = try DocumentTable.validJSON().map { try SharedData.bytes($0.file) }.filter {
            $0.count < 8000
        }
        let pieces: [[UInt8]] = [
            "{", "}", "[", "]", ",", ":", "\"", "null", "0", "1e9", "\\u0000", "é", "\"\":1",
        ]
        .map { Array($0.utf8) }
        var decoded = 0
        for _ in 0..<10_000 {
            guard var bytes = texts.randomElement(using: &generator) else { continue }
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let start = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
                let piece = pieces.randomElement(using: &generator) ?? []
                bytes.replaceSubrange(start..<end, with: Bool.random(using: &generator) ? piece : [])
                if bytes.isEmpty { break }
            }
            do throws(InvalidDocument) {
                _ = try EPCISJSON.document(bytes)
                decoded += 1
            } catch {
                #expect(!error.faults.isEmpty, "seed \(seed)")
            }
        }
        #expect(decoded > 100, "seed \(seed)")
    }

    @Test(.enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
    func `Values in wrong places never crash, and what is valid is read, written and stored without loss`()
        throws
    {
        let seed = UInt64.random(in: 0...UInt64.max)
        var mutator = JSONMutator(seed: seed)
        let trees = try JSONTree.documentsWithOneContext()
        var valid = 0
        for _ in 0..<5000 {
            guard let tree = mutator.pick(trees) else { continue }
            let mutant = mutator.mutated(tree)
            var writer = JSONWriter()
            mutant.write(to: &writer)
            let report = EPCISJSON.check(writer.bytes)
            guard report.isValid else {
                #expect(
                    report.faults.allSatisfy { $0.pointer != nil || $0.code == .unreadable },
                    "seed \(seed)"
                )
                continue
            }
            guard mutant["type"] == tree["type"] else { continue }
            valid += 1
            let document = try EPCISJSON.document(writer.bytes)
            let again = EPCISJSON.write(document)
            #expect(try EPCISJSON.document(again) == document, "seed \(seed): \(writer.text)")
            // Of a custom event type every field is its own: which texts in it have a prefix nobody knows.
            let isStandard = document.events.allSatisfy { EventType.standard.contains($0.type) }
            guard isStandard, mutant["@context"] == tree["@context"] else { continue }
            let readAgain = JSONTree(try JSONDocument(parsing: again).root)
            #expect(readAgain.normalised() == mutant.normalised(), "seed \(seed): \(writer.text)")
        }
        #expect(valid > 300, "seed \(seed)")
    }
}
