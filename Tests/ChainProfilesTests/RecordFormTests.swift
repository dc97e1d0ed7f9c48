// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import TraceTesting
import TraceText

/// That schema and server say the same is tested by a program of its own (Tests/Standards/implementer.py).
@Suite("The form of records in JSON")
struct RecordFormTests {
    private static let book: ProfileBook = {
        do { return try ProfileBook.embedded() } catch { fatalError("\(error)") }
    }()
    private static let now: Int64 = 1_790_000_000_000

    @Test(
        "A value of another form is refused with the reason",
        arguments: [
            ("live-weight", #""100""#, "field-type"), ("live-weight", "-1", "field-minimum"),
            ("live-weight", "null", "field-type"), ("headcount", "1.5", "field-type"),
            ("headcount", "0", "field-minimum"), ("plate", "[]", "field-type"),
            ("time", #""2026-02-30T08:00:00Z""#, "field-type"),
            ("time", #""2026-03-01""#, "field-type"),
            ("units", #""https://id.gs1.org/01/06901234512342/10/A""#, "field-quantity"),
            ("units", #""CODE 0""#, "field-type"), ("units", #""CODE 012 H87""#, "field-type"),
            ("units", #""CODE 12 LTR""#, "field-measure"), ("units", #""CODE 12 H87 x""#, "field-type"),
            ("units", #"{"code": "x", "quantity": 0}"#, "field-minimum"),
            ("units", #"{"code": "x", "quantity": 1, "measure": "KGM"}"#, "field-list"),
            ("units", "[]", "field-type"),
            ("animal-quarantine-certificate", #""N 1""#, "field-type"),
            ("animal-quarantine-certificate", #"{"issued": "2026-03-01"}"#, "field-required"),
            ("colour", "1", "field-unknown"),
            (
                "sensors",
                #"[{"time": "2026-03-01T08:00:00Z", "type": "Temperature", "min": 1, "measure": "CEL"}]"#,
                "field-required"
            ),
        ]
    )
    func refused(field: String, value: String, reason: String) throws {
        let faults = try Self.faults(field, value)
        #expect(faults.contains { $0.field.hasPrefix(field) && $0.reason.rawValue == reason }, "\(faults)")
    }

    @Test(
        "Every way to write goods, documents and readings is taken",
        arguments: [
            ("units", #""https://id.gs1.org/01/06901234512342/10/A 12""#), ("units", #""CODE 0.5 H87""#),
            ("units", #""CODE 5 件""#),
            ("units", #"{"code": "CODE", "quantity": 3, "measure": "H87"}"#),
            ("units", #"["CODE 5", {"code": "OTHER", "quantity": 1}]"#),
            ("animal-quarantine-certificate", #""N1""#),
            ("animal-quarantine-certificate", #"{"number": "N1", "issued": "2026-03-01", "quantity": 4.5}"#),
            ("animal-quarantine-certificate.issuer", #""海口""#), ("time", #""2024-02-29t23:59:60.5+14:00""#),
            (
                "sensors",
                #"[{"time": "2026-03-01T08:00:00Z", "type": "Temperature", "min": 1, "max": 2, "measure": "CEL"}]"#
            ),
        ]
    )
    func taken(field: String, value: String) throws {
        #expect(try Self.faults(field, value).isEmpty)
    }

    @Test("What has the right form is read by the reader, but for codes and times to come")
    func read() throws {
        var generator = SeededGenerator(seed: 26)
        for profile in Self.book.current {
            for stage in profile.stages {
                let fields = Dictionary(
                    Example(of: stage, profile: profile, book: Self.book).fields.map { ($0.id, $0.value) }
                ) { first, _ in first }
                let optional = Self.book.fields(of: stage).filter { !$0.isRequired }.map(\.id)
                let kept = fields.filter { field in
                    !optional.contains(field.key) || Bool.random(using: &generator)
                }
                #expect(throws: Never.self, "\(stage.reference)") {
                    try RecordReader.event(
                        kept,
                        profile: profile.id,
                        stage: stage.id,
                        book: Self.book,
                        now: Self.now
                    )
                }
            }
        }
    }

    /// The faults of the example of a stage with one field changed.
    private static func faults(_ field: String, _ value: String) throws -> [RecordFault] {
        let profile = try #require(book.profile("pork"))
        let stage = try #require(profile.stage("farm-out"))
        var writer = JSONWriter()
        writer.object { writer in
            for (id, own) in Example(of: stage, profile: profile, book: book).fields where id != field {
                writer.key(id)
                own.write(to: &writer)
            }
            writer.key(field)
            writer.raw(value.utf8)
        }
        let json = try JSONDocument(parsing: writer.bytes).root
        do {
            _ = try book.fields(of: json, profile: "pork", stage: "farm-out", now: now)
            return []
        } catch {
            return error.faults
        }
    }
}
