// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Testing
import TraceCodes
import TraceEvents
import TraceText

@Suite("Examples")
struct ExampleTests {
    private static let book: ProfileBook = {
        do { return try ProfileBook.embedded() } catch { fatalError("\(error)") }
    }()
    private static let versions = book.ids.flatMap { id in
        (book.versions[id] ?? []).map { "\(id) \($0.from)" }
    }

    @Test(
        "The example of every stage is right: in form, as an event, and by every rule of the record",
        arguments: versions
    )
    func right(version: String) throws {
        let parts = version.split(separator: " ").map(String.init)
        let profile = try #require(Self.book.versions[parts[0]]?.first { $0.from == parts[1] })
        for stage in profile.stages {
            let example = Example(of: stage, profile: profile, book: Self.book)
            var writer = JSONWriter()
            example.write(to: &writer)
            let json = try JSONDocument(parsing: writer.bytes).root
            #expect(throws: Never.self, "\(stage.reference)") {
                try Self.book.fields(of: json, profile: profile.id, stage: stage.id, now: .max / 2)
            }
            let event = try example.event()
            #expect(Self.book.formFaults(of: event).isEmpty, "\(stage.reference)")
            #expect(IdentifierRules.faults(of: event).isEmpty, "\(stage.reference)")
            #expect(EventRules.faults(of: event).isEmpty, "\(stage.reference)")
            let record = try #require(Self.book.record(of: event, number: 1, eventID: "x"))
            let findings = RecordRules(parties: Everybody(book: Self.book), book: Self.book).findings(
                of: record
            )
            let told = findings.map { Self.book.text(of: $0, .english) }
            #expect(findings.isEmpty, "\(stage.reference): \(told)")
            #expect(
                Set(example.fields.map(\.id)).isSuperset(of: stage.elements.map(\.id)),
                "\(stage.reference)"
            )
        }
    }

    @Test("The example document is an EPCIS document that the schema of EPCIS accepts", arguments: book.ids)
    func documents(id: String) throws {
        let profile = try #require(Self.book.profile(id))
        for stage in profile.stages {
            let bytes = try Example(of: stage, profile: profile, book: Self.book).document()
            #expect(EPCISJSON.check(bytes).isValid, "\(stage.reference)")
        }
    }

    @Test(
        "A record that gives only what must be given becomes an event that EPCIS accepts",
        arguments: book.ids
    )
    func requiredOnly(id: String) throws {
        let profile = try #require(Self.book.profile(id))
        for stage in profile.stages {
            let required = Set(Self.book.fields(of: stage).filter(\.isRequired).map(\.id))
            let example = Example(of: stage, profile: profile, book: Self.book)
            let fields = example.fields.filter { required.contains($0.id) }.map { ($0.id, $0.value) }
            let event = try RecordReader.event(
                Dictionary(fields) { first, _ in first },
                profile: id,
                stage: stage.id,
                book: Self.book,
                now: .max / 2
            )
            var writer = JSONWriter()
            EPCISJSON.write(event, includesContext: true, to: &writer)
            #expect(EPCISJSON.check(writer.bytes).isValid, "\(stage.reference)")
        }
    }

    @Test("The goods of a stage carry the code that the stage before gave them")
    func chain() throws {
        let profile = try #require(Self.book.profile("pork"))
        func event(_ id: String) throws -> Event {
            try Example(of: try #require(profile.stage(id)), profile: profile, book: Self.book).event()
        }
        let (rearing, farmOut, slaughter) = (
            try event("rearing"), try event("farm-out"), try event("slaughter")
        )
        #expect(rearing.quantities.map(\.epcClass) == farmOut.quantities.map(\.epcClass))
        #expect(slaughter.inputQuantities.map(\.epcClass) == farmOut.quantities.map(\.epcClass))
        #expect(
            slaughter.outputQuantities.map(\.epcClass)
                == (try event("cold-storage")).quantities.map(\.epcClass)
        )
    }

    @Test(
        "Examples of every code scheme are read as codes of the scheme",
        arguments: CodeSchemeRegistry.formats.map(\.scheme.id)
    )
    func codes(scheme: String) throws {
        let format = try #require(CodeSchemeRegistry.format(scheme))
        var seen: Set<String> = []
        for number in [1, 2, 17, 4_711, 123_456, 99_999_999] {
            let text = format.example(number)
            #expect(try CodeReader.read(text, as: scheme).scheme.id == scheme, "\(text)")
            #expect(try CodeReader.read(format.canonicalExample(number)).scheme.id == scheme)
            seen.insert(text)
        }
        #expect(seen.count > 1)
    }

    @Test("Examples of GS1 keys have right check digits", arguments: [1, 42, 9_999])
    func keys(number: Int) throws {
        #expect(try CodeReader.read(GS1Example.product(number)).scheme == .gtin)
        #expect(try CodeReader.read(GS1Example.logisticUnit(number)).scheme == .sscc)
    }
}

/// A registry that knows everybody as everything.
private struct Everybody: PartyBook {
    let book: ProfileBook

    func types(of party: String, at time: Int64) -> [String]? { book.reference.parties.map(\.id) }
    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool { true }
    func permit(_ type: String, number: String, at time: Int64) -> Permit? { nil }
    func region(of id: String, at time: Int64) -> String? { nil }
    func capacity(of place: String, kind: String?, at time: Int64) -> Double? { nil }
}
