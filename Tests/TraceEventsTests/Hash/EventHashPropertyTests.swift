// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceEvents
import TraceTesting
import TraceText

@Suite("What changes an event hash, and what does not")
struct EventHashPropertyTests {
    @Test("The order of lists and fields does not", arguments: 0..<50 as Range<UInt64>)
    func order(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let event = SampleEvent.full
        #expect(event.shuffled(using: &generator).hashURI() == event.hashURI(), "seed \(seed)")
    }

    @Test("The order of a thousand units does not", arguments: 0..<5 as Range<UInt64>)
    func unitOrder(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var event = SampleEvent.plain
        event.epcs = (0..<1000).map { _ in
            "urn:epc:id:sgtin:4012345.011111.\(UInt64.random(in: 0...99_999_999, using: &generator))"
        }
        let codes = event.epcs.map(CanonicalCode.canonical).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        let written = event.prehash().split(separator: "epcList")[1].split(separator: "action=")[0]
        #expect(String(written) == codes.map { "epc=" + $0 }.joined(), "seed \(seed)")
        let digest = event.hashDigest()
        event.epcs.shuffle(using: &generator)
        #expect(event.hashDigest() == digest, "seed \(seed)")
    }

    @Test("Digital Links in place of URNs, of any domain and with a query, do not")
    func codeForm() {
        let event = SampleEvent.full
        #expect(event.mappingCodes(CanonicalCode.canonical).hashURI() == event.hashURI())
        let elsewhere = event.mappingCodes { code in
            let link = CanonicalCode.canonical(code)
            guard link.hasPrefix("https://id.gs1.org/") else { return link }
            return "https://shop.example.cn/cn/" + link.dropFirst("https://id.gs1.org/".count) + "?a=1"
        }
        #expect(elsewhere != event)
        #expect(elsewhere.hashURI() == event.hashURI())
    }

    @Test(
        "The time zone in which the time is written does not",
        arguments: [
            "2026-03-01T02:00:00Z", "2026-03-01T02:00:00.0004Z", "2026-02-28T16:30:00.000-09:30",
            "2026-03-01t11:00:00.00+09:00",
        ]
    )
    func timeZone(text: String) {
        var event = SampleEvent.full
        event.eventTime = SampleEvent.time(text)
        event.sensorElements[0].metadata?[.time] = .text("2026-03-01T01:00:00.0Z")
        #expect(event.hashURI() == SampleEvent.full.hashURI())
    }

    @Test("Event ID, record time and error declaration do not")
    func excluded() {
        var event = SampleEvent.full
        event.eventID = "urn:uuid:b1d8e4cf-4b57-4b86-9b1f-2f0f7c6a1f6e"
        event.recordTime = SampleEvent.time("2026-03-02T00:00:00Z")
        event.errorDeclaration = ErrorDeclaration(
            declarationTime: SampleEvent.time("2026-03-03T00:00:00Z"),
            reason: "incorrect_data",
            correctiveEventIDs: ["urn:example:1"],
            extensions: [SampleEvent.text("by", "Li")]
        )
        #expect(event.hashURI() == SampleEvent.full.hashURI())
    }

    @Test("The prefix of an extension field's namespace does not")
    func prefix() {
        var event = SampleEvent.full
        for index in event.extensions.indices { event.extensions[index].name.prefix = "other" }
        #expect(event.hashURI() == SampleEvent.full.hashURI())
    }

    @Test("Every other change does, each to a hash of its own")
    func changes() {
        var texts = [SampleEvent.full.prehash(): "nothing"]
        for (name, change) in EventChange.all {
            var event = SampleEvent.full
            change(&event)
            let text = event.prehash()
            #expect(texts[text] == nil, "\(name) is hashed as \(texts[text] ?? "")")
            texts[text] = name
        }
        #expect(texts.count == EventChange.all.count + 1)
    }
}

extension Event {
    fileprivate func shuffled(using generator: inout SeededGenerator) -> Event {
        var event = self
        event.certificationInfo.shuffle(using: &generator)
        for list in Self.codeLists { event[keyPath: list].shuffle(using: &generator) }
        for list in Self.quantityLists { event[keyPath: list].shuffle(using: &generator) }
        event.persistentDisposition?.set.shuffle(using: &generator)
        event.bizTransactions.shuffle(using: &generator)
        event.sources.shuffle(using: &generator)
        event.destinations.shuffle(using: &generator)
        event.sensorElements.shuffle(using: &generator)
        for index in event.sensorElements.indices {
            event.sensorElements[index].reports.shuffle(using: &generator)
        }
        event.ilmd.shuffle(using: &generator)
        event.extensions = event.extensions.map { field in
            var field = field
            switch field.value {
            case .array(let values): field.value = .array(values.shuffled(using: &generator))
            case .object(let fields): field.value = .object(fields.shuffled(using: &generator))
            default: break
            }
            return field
        }.shuffled(using: &generator)
        return event
    }

    fileprivate func mappingCodes(_ form: (String) -> String) -> Event {
        var event = self
        event.parentID = parentID.map(form)
        event.transformationID = transformationID.map(form)
        event.readPoint?.id = form(readPoint?.id ?? "")
        event.bizLocation?.id = form(bizLocation?.id ?? "")
        for list in Self.codeLists { event[keyPath: list] = self[keyPath: list].map(form) }
        for list in Self.quantityLists {
            for index in event[keyPath: list].indices {
                event[keyPath: list][index].epcClass = form(event[keyPath: list][index].epcClass)
            }
        }
        for index in sources.indices { event.sources[index].id = form(sources[index].id) }
        for index in destinations.indices { event.destinations[index].id = form(destinations[index].id) }
        for index in sensorElements.indices {
            let device = sensorElements[index].metadata?[.deviceID]?.text ?? ""
            event.sensorElements[index].metadata?[.deviceID] = .text(form(device))
        }
        return event
    }

    private static var codeLists: [WritableKeyPath<Event, [String]>] {
        [\.epcs, \.childEPCs, \.inputEPCs, \.outputEPCs]
    }

    private static var quantityLists: [WritableKeyPath<Event, [QuantityElement]>] {
        [\.quantities, \.childQuantities, \.inputQuantities, \.outputQuantities]
    }
}
