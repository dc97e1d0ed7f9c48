// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Demonstration
import Testing
import TraceCodes
import TraceEvents
import TraceText

@Suite struct DemonstrationTraceTests {
    private let history = History(DefaultSeason.countingEvents)

    @Test func `Everything sold in a shop comes from farms, and from nowhere else`() {
        let sold = DefaultSeason.countingEvents.filter { $0.bizStep == "retail_selling" }.flatMap(\.units)
        let codes = Set(sold.map(CanonicalCode.canonical))
        #expect(codes.count > 1000)
        for code in codes {
            let origins = history.origins(of: code)
            #expect(!origins.isEmpty, "\(code) comes from nowhere")
            for origin in origins {
                let kind = history.beginning[origin]?.placeKind
                #expect(kind == "orchard" || kind == "pig-farm", "\(code) comes from \(origin)")
            }
        }
    }

    @Test func `There are makings of several lots into many units, and makings in two records`() {
        let makings = DefaultSeason.countingEvents.filter { $0.type == .transformation && !$0.used.isEmpty }
        #expect(makings.contains { $0.used.count > 2 })
        #expect(makings.contains { $0.made.count > 100 })
        #expect(makings.contains { $0.transformationID != nil })
    }

    @Test(arguments: DefaultSeason.demonstration.showcases)
    func `A showcase travelled in a case on a pallet`(showcase: Showcase) throws {
        let inner = try #require(history.container(of: showcase.code.canonical))
        let outer = try #require(history.container(of: inner))
        #expect(CanonicalCode.identify(inner).scheme == .sscc)
        #expect(CanonicalCode.identify(outer).scheme == .sscc)
        #expect(DefaultSeason.events.contains { $0.bizStep == "receiving" && $0.has(outer) })
    }

    @Test func `Each chain has one shipment that nobody received`() {
        let received = Set(
            DefaultSeason.events.filter { $0.bizStep == "receiving" }
                .flatMap { event in event.bizTransactions.filter { $0.type == "desadv" }.map(\.id) }
        )
        let lost = DefaultSeason.events.filter { event in
            event.bizStep == "shipping" && event.errorDeclaration == nil
                && !event.bizTransactions.contains { $0.type == "desadv" && received.contains($0.id) }
        }
        #expect(lost.count == 2)
        #expect(lost.allSatisfy { !$0.epcs.isEmpty })
    }

    @Test func `Each chain has one record declared wrong, and its correction follows`() throws {
        let events = DefaultSeason.events
        let declarations = events.indices.filter { events[$0].errorDeclaration != nil }
        #expect(declarations.count == 2)
        for index in declarations {
            let id = events[index].eventID
            let wrong = try #require(events.firstIndex { $0.eventID == id })
            let corrections = events[index].errorDeclaration?.correctiveEventIDs
            let right = try #require(events.firstIndex { corrections?.contains($0.eventID ?? "") == true })
            #expect(wrong < index && index < right)
            #expect(events[wrong].eventTime == events[right].eventTime)
            #expect(events[wrong].hashDigest() != events[right].hashDigest())
        }
    }

    @Test func `Each chain has one record that was sent days late`() throws {
        var latest: Int64 = 0
        var late = 0
        for event in DefaultSeason.events where event.errorDeclaration == nil {
            let time = event.eventTime.milliseconds
            if latest - time > 4 * 86_400_000 { late += 1 }
            latest = max(latest, time)
        }
        #expect(late == 2)
    }

    @Test func `A cold chain that got too warm raises an alarm in each chain`() {
        let alarms = DefaultSeason.events.flatMap(\.sensorElements).flatMap(\.reports)
            .filter { $0[.exception]?.text == "ALARM_CONDITION" }
        #expect(alarms.count == 2)
    }

    @Test func `No unit is in two containers, and none leaves a container that it is not in`() {
        var inside: [String: String] = [:]
        let aggregations = DefaultSeason.countingEvents.filter { $0.type == .aggregation }
            .sorted { $0.eventTime < $1.eventTime }
        for event in aggregations {
            for child in event.childEPCs {
                #expect(inside[child] == (event.action == .add ? nil : event.parentID))
                inside[child] = event.action == .add ? event.parentID : nil
            }
        }
    }

    @Test func `No piece is sold twice`() {
        var sold: Set<String> = []
        for event in DefaultSeason.countingEvents where event.bizStep == "retail_selling" {
            for code in event.epcs { #expect(sold.insert(code).inserted) }
        }
    }

    @Test func `Nothing is sold after its best-before date`() {
        var dates: [String: String] = [:]
        for event in DefaultSeason.countingEvents {
            guard let date = event.lotField("bestBeforeDate") else { continue }
            for code in event.made { dates[code] = date }
        }
        var compared = 0
        for event in DefaultSeason.countingEvents where event.bizStep == "retail_selling" {
            for unit in event.units {
                guard let date = dates[CanonicalCode.canonical(unit)] else { continue }
                compared += 1
                #expect(event.eventTime.text.prefix(10) <= date)
            }
        }
        #expect(compared > 1000)
    }

    @Test func `What is in a case or on a pallet arrives where the pallet is unpacked`() {
        var places: [String: String] = [:]
        for event in DefaultSeason.countingEvents.sorted(by: { $0.eventTime < $1.eventTime }) {
            guard let place = event.bizLocation?.id else { continue }
            if event.bizStep == "receiving" { for code in event.epcs { places[code] = place } }
            if event.bizStep == "unpacking", let parent = event.parentID {
                #expect(places[parent] == place)
                for code in event.childEPCs { places[code] = place }
            }
            if event.bizStep == "retail_selling" {
                for code in event.epcs { #expect(places[code] == place) }
            }
        }
    }
}

/// Who was made of what, in a form as simple as it can be.
private struct History {
    private(set) var beginning: [String: Event] = [:]
    private var used: [String: Set<String>] = [:]
    private var containers: [String: String] = [:]

    init(_ events: [Event]) {
        var parts: [String: (used: Set<String>, made: Set<String>)] = [:]
        for event in events {
            if event.type == .object, event.action == .add {
                for unit in event.units { beginning[CanonicalCode.canonical(unit)] = event }
            }
            if event.type == .transformation {
                let id = event.transformationID ?? event.eventID ?? ""
                parts[id, default: ([], [])].used.formUnion(event.used)
                parts[id, default: ([], [])].made.formUnion(event.made)
            }
            if event.type == .aggregation, event.action == .add, let parent = event.parentID {
                for child in event.childEPCs {
                    containers[CanonicalCode.canonical(child)] = CanonicalCode.canonical(parent)
                }
            }
        }
        for part in parts.values {
            for code in part.made { used[code, default: []].formUnion(part.used) }
        }
    }

    func container(of code: String) -> String? { containers[code] }

    /// The units that a unit was made of and that were not made of others.
    func origins(of code: String) -> Set<String> {
        var found: Set<String> = []
        var seen: Set<String> = [code]
        var open = [code]
        while let next = open.popLast() {
            guard let inputs = used[next] else {
                found.insert(next)
                continue
            }
            for input in inputs where seen.insert(input).inserted { open.append(input) }
        }
        return found
    }
}

extension Event {
    fileprivate func has(_ code: String) -> Bool { epcs.map(CanonicalCode.canonical).contains(code) }
}
