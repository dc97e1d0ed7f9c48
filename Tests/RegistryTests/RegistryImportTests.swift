// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import TraceText

@testable import Registry

@Suite("The import format")
struct RegistryImportTests {
    static let right = [
        TestRegistry.subject(),
        TestRegistry.subject(
            "urn:qiongsu:person:0123456789abcdef0123",
            types: #""retailer","wholesale-market""#
        ),
        TestRegistry.subject("https://id.gs1.org/417/0614141000012", region: "440100", until: "2030-01-01"),
        TestRegistry.licence(quantity: 100), TestRegistry.licence(until: nil),
        TestRegistry.licence("A 17/3", type: "organic"),
        #"{"kind":"place","id":"urn:qiongsu:place:P1","name":{"zh":"地块","en":"Plot"},"holder":"91460100MA5T00002P","use":"plot","region":"460105","latitude":20.5,"longitude":110.25,"area":12.5,"capacity":{"*":500,"hot":20.5},"from":"2020-02-29"}"#,
        #"{"kind":"place","id":"0614141000012","name":"仓库","region":"460105","from":"2020-01-01"}"#
            .replacing("0614141000012", with: "https://id.gs1.org/414/0614141000012"),
        #"{"kind":"product","id":"06901028075831","name":{"zh":"品"},"profile":"pork","from":"2020-01-01"}"#,
        #"{"kind":"product","id":"urn:qiongsu:product:P-7","name":{"zh":"品","en":"P"},"profile":"pork","holder":"91460100MA5T00002P","from":"2020-01-01"}"#,
    ]

    @Test("A right line is read, and written again it says the same", arguments: right)
    func reads(line: String) throws {
        let read = TestRegistry.read(line)
        #expect(read.faults.isEmpty)
        let entry = try #require(read.entries.first)
        #expect(TestRegistry.read(entry.line).entries == [entry])
    }

    @Test(
        "What is wrong is told by field and reason",
        arguments: [
            ("", "line", "field-type"), ("[]", "line", "field-type"), ("{", "line", "field-type"),
            ("kind→", "kind", "field-required"), ("kind→\"thing\"", "kind", "field-list"),
            ("id→", "id", "field-required"), ("id→\"91460100MA5T00002Q\"", "id", "field-code"),
            // A resident's number is never stored, and a product is no subject.
            ("id→\"urn:qiongsu:resident-id:11010519491231002X\"", "id", "field-code"),
            ("id→\"06901028075831\"", "id", "field-code"), ("name→", "name", "field-required"),
            ("name→{\"en\":\"A\"}", "name", "field-required"),
            ("name→{\"zh\":\"店\",\"fr\":\"b\"}", "name.fr", "field-unknown"),
            ("types→", "types", "field-required"), ("types→[]", "types", "field-required"),
            ("types→[\"retailer\",\"nobody\"]", "types", "field-list"),
            ("region→", "region", "field-required"), ("region→\"460999\"", "region", "field-list"),
            ("filing→\"yes\"", "filing", "field-list"), ("filing→", "filing", "field-required"),
            ("from→", "from", "field-required"), ("from→\"2026-02-30\"", "from", "field-type"),
            ("until→\"2016-09-30\"", "until", "field-minimum"), ("colour→\"red\"", "colour", "field-unknown"),
        ]
    )
    func subjectFaults(change: String, field: String, reason: String) throws {
        let parts = change.components(parted: "→")
        let line = parts.count == 2 ? Self.changed(TestRegistry.subject(), parts[0], parts[1]) : change
        let read = TestRegistry.read("", line.isEmpty ? "\"\"" : line)
        #expect(read.entries.isEmpty)
        let fault = try #require(read.faults.first)
        #expect((fault.line, fault.field, fault.reason.rawValue) == (2, field, reason))
        for language in LocalName.Language.allCases {
            let text = TestRegistry.profiles.text(of: fault, language)
            #expect(!text.contains("{") || text.contains("{\"kind\""))
            #expect(!text.contains("entry-"))
        }
    }

    @Test(
        "Licences and places are checked too",
        arguments: [
            (1, "type→\"no-such\"", "type", "field-list"), (1, "type→", "type", "field-required"),
            (1, "number→\"JY15308250014108\"", "number", "field-code"),
            (1, "number→\"SC10146010500015\"", "number", "field-code"),
            (1, "holder→", "holder", "field-required"), (1, "quantity→-1", "quantity", "field-minimum"),
            (1, "quantity→\"many\"", "quantity", "field-type"),
            (1, "until→\"2023-12-31\"", "until", "field-minimum"),
            (2, "id→\"91460100MA5T00002P\"", "id", "field-code"),
            (2, "latitude→91", "latitude", "field-maximum"),
            (2, "longitude→-181", "longitude", "field-minimum"), (2, "area→-1", "area", "field-minimum"),
            (2, "capacity→5", "capacity", "field-type"),
            (2, "capacity→{\"hot\":\"x\"}", "capacity", "field-type"),
            (2, "holder→\"x\"", "holder", "field-code"), (3, "profile→\"no-such\"", "profile", "field-list"),
            (3, "id→\"06901028075832\"", "id", "field-code"),
        ]
    )
    func otherFaults(line: Int, change: String, field: String, reason: String) {
        let lines = [
            TestRegistry.subject(), TestRegistry.licence(), Self.right[6], Self.right[8],
        ]
        let parts = change.components(parted: "→")
        let read = TestRegistry.read(Self.changed(lines[line], parts[0], parts[1]))
        #expect(read.faults.map(\.field) == [field] && read.faults.map(\.reason.rawValue) == [reason])
    }

    @Test("Certifications are entries as licences are", arguments: ["gap", "gmp", "gsp", "haccp", "organic"])
    func certifications(type: String) {
        let known = TestRegistry.profiles.reference.licences.first { $0.id == type }
        #expect(known?.isCertification == true)
        #expect(TestRegistry.read(TestRegistry.licence("C-1", type: type)).entries.count == 1)
    }

    @Test("A wrong line does not keep the others out, and lines are counted from 1")
    func rows() {
        let read = TestRegistry.read(
            "\u{FEFF}" + TestRegistry.subject(),
            "",
            "nonsense",
            TestRegistry.licence()
        )
        #expect(read.entries.count == 2 && read.lines == 3)
        #expect(read.faults.map(\.line) == [3])
    }

    @Test("Long texts are refused")
    func limits() {
        let long = String(repeating: "长", count: 201)
        let read = TestRegistry.read(Self.changed(TestRegistry.subject(), "name", "{\"zh\":\"\(long)\"}"))
        #expect(read.faults.map(\.reason) == [.tooLong])
        let huge = TestRegistry.read(
            Self.changed(TestRegistry.subject(), "name", "\"\(String(repeating: "x", count: 70_000))\"")
        )
        #expect(huge.faults.map(\.field) == ["line"])
    }

    /// The line with one member replaced, added, or removed where the value is empty.
    private static func changed(_ line: String, _ name: String, _ value: String) -> String {
        guard case .object(var members)? = (try? JSONDocument(parsing: line)).flatMap({ FieldValue($0.root) })
        else { return line }
        let new = value.isEmpty ? nil : (try? JSONDocument(parsing: value)).flatMap { FieldValue($0.root) }
        members[name] = new
        var writer = JSONWriter()
        FieldValue.object(members).write(to: &writer)
        return writer.text
    }
}

extension String {
    fileprivate func components(parted mark: Character) -> [String] {
        split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }
}
