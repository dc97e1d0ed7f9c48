// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Supervision
import Synchronization
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// What events say of the units in them, as far as a status needs it.
///
/// A stored event never changes, so what was read of it once holds for good; whether it was declared wrong since is
/// not kept here. One production or delivery names many units, and tills ask for one after the other of them.
final class EventFacts: Sendable {
    /// What one event says.
    final class Fact: Sendable {
        /// Without its goods.
        let record: StageRecord?
        /// How it ends the life of a unit that it is about as a whole, or in part.
        let ending: (ofWhole: CodeLife.State?, ofPart: CodeLife.State?)
        let isDeclaration: Bool
        /// Milliseconds since 1970.
        let time: Int64
        /// By the hashes of canonical codes, which differ from process to process, so that nobody makes two alike.
        fileprivate let units: [Int: Role]

        fileprivate init(_ stored: StoredEvent, _ book: ProfileBook) {
            let event = stored.event
            let whole = book.record(of: event, number: stored.number.rawValue, eventID: stored.eventID)
            record = whole?.with(goods: [], readings: [])
            ending = (CodeLife.end(by: event, isWhole: true), CodeLife.end(by: event, isWhole: false))
            isDeclaration = event.errorDeclaration != nil
            time = event.eventTime.milliseconds
            var units: [Int: Role] = [:]
            for uri in event.epcs + event.inputEPCs {
                units[CanonicalCode.canonical(uri).hashValue, default: .init()].isWhole = true
            }
            let lots =
                event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities
            let parent = event.parentID.map { [$0] } ?? []
            for uri in event.childEPCs + event.outputEPCs + lots.map(\.epcClass) + parent {
                let unit = CanonicalCode.canonical(uri).hashValue
                units[unit] = units[unit] ?? .init()
            }
            for item in whole?.goods ?? [] { units[item.code.hashValue, default: .init()].goods = item.role }
            self.units = units
        }

        /// What a unit is in the event; nil where it is not in it.
        func role(of code: String) -> Role? { units[code.hashValue] }
    }

    /// What a unit is in an event.
    struct Role: Sendable {
        var isWhole = false
        var goods: GoodsRole?
    }

    /// Of two halves the younger takes what is new; when it is full the older one is let go.
    ///
    /// Nil inside for an event that need not be opened, unless it is the oldest of a unit.
    private struct Halves {
        var young: [EventNumber: Fact?] = [:]
        var old: [EventNumber: Fact?] = [:]
        var weight = 0
    }

    private let halves = Mutex(Halves())
    /// What a half holds, in units named; an event counts as eight. Both together take some 40 MB.
    private let capacity: Int

    init(capacity: Int = 600_000) {
        self.capacity = capacity
    }

    /// What is known of some events; nil inside for those that were not worth opening.
    func known(_ numbers: some Sequence<EventNumber>) -> [EventNumber: Fact?] {
        halves.withLock { halves in
            var found: [EventNumber: Fact?] = [:]
            for number in numbers {
                if let fact = halves.young[number] {
                    found[number] = fact
                } else if let fact = halves.old.removeValue(forKey: number) {
                    found[number] = fact
                    put(fact, number, &halves)
                }
            }
            return found
        }
    }

    /// Keeps what an event says, and gives it back.
    ///
    /// - Parameter stored: nil where the event was not worth opening.
    func keep(_ number: EventNumber, _ stored: StoredEvent?, _ book: ProfileBook) -> Fact? {
        let fact = stored.map { Fact($0, book) }
        halves.withLock { put(fact, number, &$0) }
        return fact
    }

    private func put(_ fact: Fact?, _ number: EventNumber, _ halves: inout Halves) {
        func weight(_ fact: Fact?) -> Int { fact.map { 8 + $0.units.count } ?? 1 }
        guard weight(fact) <= capacity / 2 else { return }
        if halves.weight + weight(fact) > capacity {
            halves.old = halves.young
            halves.young = [:]
            halves.weight = 0
        }
        let before = halves.young.updateValue(fact, forKey: number)
        halves.weight += weight(fact) - (before.map(weight) ?? 0)
    }
}
