// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceTesting
import TraceText

@testable import TraceEvents

@Suite("Hostile XML")
struct XMLHostileInputTests {
    @Test("is refused with a place", arguments: cases)
    func isRefused(hostile: HostileXML) throws {
        let faults = EPCISXML.check(hostile.bytes).faults
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.code == hostile.code)
        guard case .position(let position) = fault.place else {
            Issue.record("no line and column in \(fault)")
            return
        }
        #expect(position.line == hostile.line)
        #expect(throws: InvalidDocument.self) { try EPCISXML.document(hostile.bytes) }
    }

    static let cases: [HostileXML] = [
        HostileXML("an external entity", .limit, line: 1) {
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
                + SampleXML.document(extension: "<e:a>&x;</e:a>")
        },
        HostileXML("an external document type", .limit, line: 1) {
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">\n" + SampleXML.document()
        },
        HostileXML("a parameter entity", .limit, line: 1) {
            "<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///dev/zero\"> %x;]>\n" + SampleXML.document()
        },
        HostileXML("an entity bomb", .limit, line: 1) {
            let bombs = (1...9).map {
                "<!ENTITY l\($0) \"" + String(repeating: "&l\($0 - 1);", count: 10) + "\">"
            }
            return "<!DOCTYPE a [<!ENTITY l0 \"lol\">\(bombs.joined())]>\n"
                + SampleXML.document(extension: "<e:a>&l9;</e:a>")
        },
        HostileXML("a default for an attribute", .limit, line: 1) {
            "<!DOCTYPE a [<!ATTLIST epcis:EPCISDocument schemaVersion (x|y) \"x\">]>\n" + SampleXML.document()
        },
        HostileXML("an element declaration", .limit, line: 1) {
            "<!DOCTYPE a [<!ELEMENT b EMPTY>]>\n" + SampleXML.document()
        },
        HostileXML("a notation", .limit, line: 1) {
            "<!DOCTYPE a [<!NOTATION b SYSTEM \"c\">]>\n" + SampleXML.document()
        },
        HostileXML("a parameter entity that nobody declared", .limit, line: 1) {
            "<!DOCTYPE a [%x;]>\n" + SampleXML.document(extension: "<e:a>&y;</e:a>")
        },
        HostileXML("an entity that nobody declared", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a>&x;</e:a>")
        },
        HostileXML("a hundred elements in one another", .limit, line: 2) {
            SampleXML.document(
                extension: String(repeating: "<e:a>", count: 100) + String(repeating: "</e:a>", count: 100)
            )
        },
        HostileXML("a thousand attributes", .limit, line: 2) {
            SampleXML.document(extension: "<e:a" + (0..<1000).map { " a\($0)=\"\"" }.joined() + "/>")
        },
        HostileXML("two megabytes of text", .limit, line: 2) {
            SampleXML.document(extension: "<e:a>" + String(repeating: "a", count: 2 << 20) + "</e:a>")
        },
        HostileXML("two megabytes of text between elements", .limit, line: 2) {
            SampleXML.document(extension: "<e:a>" + String(repeating: "<b/>aaaa", count: 1 << 19) + "</e:a>")
        },
        HostileXML("two megabytes in an attribute", .limit, line: 2) {
            SampleXML.document(extension: "<e:a b=\"" + String(repeating: "a", count: 2 << 20) + "\"/>")
        },
        HostileXML("very many different names", .limit, line: 2) {
            SampleXML.document(extension: (0..<20_000).map { "<e:a\($0)/>" }.joined())
        },
        HostileXML("a wrong namespace", .schema, line: 1) {
            SampleXML.document().replacing(XMLVersion.v2_0.events, with: "urn:epcglobal:epcis:xsd:3")
        },
        HostileXML("no namespace", .schema, line: 1) { "<EPCISDocument/>" },
        HostileXML("an undeclared prefix", .unreadable, line: 2) { SampleXML.document(extension: "<x:a/>") },
        HostileXML("an undeclared prefix of an attribute", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a x:b=\"\"/>")
        },
        HostileXML("a name with two colons", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a:b/>")
        },
        HostileXML("an attribute that ends with a colon", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a b:=\"\"/>")
        },
        HostileXML("an attribute that ends with a colon, before others", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a b:=\"\" c=\"1\" d=\"&amp;\"/>")
        },
        HostileXML("a namespace that is no URI", .unreadable, line: 2) {
            SampleXML.document(extension: "<x:a xmlns:x=\"http#//ns.example.com\"/>")
        },
        HostileXML("an attribute twice", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a b=\"\" b=\"\"/>")
        },
        HostileXML("another encoding", .unreadable, line: 1) {
            "<?xml version='1.0' encoding='GB18030'?>" + SampleXML.document()
        },
        HostileXML("NUL", .unreadable, line: 2) { SampleXML.document(extension: "<e:a>\0</e:a>") },
        HostileXML("a control character", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a>\u{1}</e:a>")
        },
        HostileXML("a control character by number", .unreadable, line: 2) {
            SampleXML.document(extension: "<e:a>&#1;</e:a>")
        },
        HostileXML("nothing", .unreadable, line: 1) { "" },
        HostileXML("white space", .unreadable, line: 1) { "   " },
        HostileXML("JSON", .unreadable, line: 1) { "{}" },
        HostileXML("two roots", .unreadable, line: 3) { SampleXML.document() + "\n<a/>" },
        HostileXML("bytes that are not UTF-8", .unreadable, line: 2, replacing: ("MARK", [0xC3, 0x28])),
        HostileXML("an overlong slash", .unreadable, line: 2, replacing: ("MARK", [0xC0, 0xAF])),
        HostileXML("a surrogate", .unreadable, line: 2, replacing: ("MARK", [0xED, 0xA0, 0x80])),
    ]

    @Test("is not a document type that declares nothing", arguments: ["<!DOCTYPE a>", "<!DOCTYPE a []>"])
    func emptyDocumentTypePasses(declaration: String) {
        #expect(EPCISXML.check(Array((declaration + "\n" + SampleXML.document()).utf8)).faults.isEmpty)
    }

    @Test("beyond the length is not read")
    func lengthIsLimited() {
        let bytes = Array(SampleXML.document().utf8)
        #expect(EPCISXML.check(bytes, limits: XMLLimits(length: bytes.count)).faults.isEmpty)
        let faults = EPCISXML.check(bytes, limits: XMLLimits(length: bytes.count - 1)).faults
        #expect(faults.map(\.code) == [.limit])
    }

    @Test("cut short anywhere is refused with a place")
    func isRefusedWhenCut() {
        let bytes = Array(SampleXML.rich.utf8)
        #expect(EPCISXML.check(bytes).faults.isEmpty)
        for length in stride(from: 0, to: bytes.count - 1, by: 50) {
            let faults = EPCISXML.check(Array(bytes[..<length])).faults
            #expect(faults.map(\.code) == [.unreadable], "cut at \(length)")
        }
    }

    @Test("never crashes the reader, and ends in a document or in faults with places")
    func survivesMutations() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        var texts = [Array(SampleXML.rich.utf8), Array(SampleXML.document(extension: "<e:a/>").utf8)]
        if SharedData.isPresent {
            texts += try XMLVector.valid.prefix(40).map { try $0.bytes() }.filter { $0.count < 8000 }
        }
        var read = 0
        for round in 0..<10_000 {
            let bytes = XMLMutator.mutate(texts[round % texts.count], &generator)
            do {
                let document = try EPCISXML.document(bytes)
                read += 1
                let again = try EPCISXML.document(EPCISXML.write(document))
                #expect(again.events == document.events, "seed \(seed), round \(round)")
            } catch {
                let hasPlaces = error.faults.allSatisfy {
                    if case .position(let place) = $0.place {
                        place.line >= 1 && place.column >= 1
                    } else {
                        false
                    }
                }
                #expect(hasPlaces && !error.faults.isEmpty, "seed \(seed), round \(round)")
            }
        }
        #expect(read > 100, "seed \(seed): too few mutated documents are documents")
    }

    @Test("and good XML are read by many tasks at once")
    func isReadConcurrently() async {
        let good = Array(SampleXML.rich.utf8)
        let bad = Self.cases.map(\.bytes)
        await withTaskGroup(of: Bool.self) { group in
            for round in 0..<64 {
                group.addTask {
                    EPCISXML.check(good).faults.isEmpty
                        && !EPCISXML.check(bad[round % bad.count]).faults.isEmpty
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test("with many faults has its report cut")
    func faultsAreLimited() {
        let report = EPCISXML.check(
            Array(SampleXML.document(extension: String(repeating: "<b/>", count: 5)).utf8)
        )
        #expect(report.faults.count == 1)
        let wrong = "<e:a xsi:type=\"xsd:integer\">x</e:a>"
        let many = EPCISXML.check(
            Array(SampleXML.document(extension: String(repeating: wrong, count: 5000)).utf8)
        )
        #expect(many.faults.count == 1000)
    }

    @Test(
        "claiming a prefix without a namespace that would be read as something else keeps its names",
        arguments: ["https://ns.example.com/epcis", "urn", "", "own"],
        ["name", "_x002F__x002F_name"]
    )
    func keepsClaimedPrefixes(prefix: String, local: String) throws {
        try keeps("<p:\(local) xmlns:p=\"urn:qiongsu:xml:prefix:\(prefix)\">1</p:\(local)>")
    }

    @Test(
        "claiming a namespace that JSON cannot declare keeps its names",
        arguments: [
            "namespace:own", "namespace:@a:b", "namespace:", "escaped:own", "escaped:_x_", "escaped:",
        ]
    )
    func keepsClaimedNamespaces(claim: String) throws {
        try keeps("<p:name xmlns:p=\"urn:qiongsu:xml:\(claim)\">1</p:name>")
    }

    /// An event with an extension is the same when stored and when written in XML.
    private func keeps(_ text: String) throws {
        let event = try #require(
            EPCISXML.document(Array(SampleXML.document(extension: text).utf8)).events.first
        )
        var writer = JSONWriter()
        EPCISJSON.write(event, includesContext: false, to: &writer)
        #expect(try EPCISJSON.event(stored: writer.bytes) == event)
        let xml = EPCISXML.write(EPCISDocument(events: [event]))
        #expect(try EPCISXML.document(xml).events == [event])
    }
}

/// A text that must be refused.
struct HostileXML: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: DocumentFault.Code
    let line: Int
    let bytes: [UInt8]

    init(_ name: String, _ code: DocumentFault.Code, line: Int, _ text: () -> String) {
        testDescription = name
        self.code = code
        self.line = line
        bytes = Array(text().utf8)
    }

    init(_ name: String, _ code: DocumentFault.Code, line: Int, replacing: (mark: String, bytes: [UInt8])) {
        testDescription = name
        self.code = code
        self.line = line
        bytes = Array(
            Array(SampleXML.document(extension: "<e:a>MARK</e:a>").utf8).replacing(
                Array(replacing.mark.utf8),
                with: replacing.bytes
            )
        )
    }
}
