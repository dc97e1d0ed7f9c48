// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// Keeps account of where the units of an answer are, event by event.
///
/// A lot may be at several places at once: amounts move with receiving and shipping, and with the containers they
/// are packed in. An instance is where it was last seen.
struct HoldingBook {
    private let answer: TraceAnswer
    /// By unit.
    private var accounts: [Accounts]
    /// Units inside a container, with their amounts.
    private var loads: [Int: [Int: Amount]] = [:]
    private var containerOf: [Int: Int] = [:]
    /// The party that last acted at a place.
    private var holders: [String: String] = [:]

    private static let arrivals: Set<String> = ["receiving", "arriving", "accepting"]
    private static let departures: Set<String> = ["shipping", "departing"]

    /// A place, or the way to it.
    private struct Site: Hashable {
        let place: String?
        let isInTransit: Bool
    }

    private struct Account {
        var amount: Amount = Amount(value: nil, uom: nil)
        var lastSeen: Int64 = 0
        var lastStep: String?
        var status: RecallScope.Status = .held
    }

    /// What is where of one unit: mostly one thing, seldom more than some.
    private struct Accounts: Sequence {
        private var entries: [(key: Site, value: Account)] = []

        var isEmpty: Bool { entries.isEmpty }

        subscript(site: Site) -> Account? {
            get { entries.first { $0.key == site }?.value }
            set {
                let place = entries.firstIndex { $0.key == site }
                switch (place, newValue) {
                case (let place?, let value?): entries[place].value = value
                case (let place?, nil): entries.remove(at: place)
                case (nil, let value?): entries.append((site, value))
                case (nil, nil): break
                }
            }
        }

        mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

        mutating func removeAll(but site: Site) { entries.removeAll { $0.key != site } }

        func makeIterator() -> IndexingIterator<[(key: Site, value: Account)]> { entries.makeIterator() }
    }

    /// Nil value: not counted.
    private struct Amount {
        var value: Double?
        var uom: String?
    }

    init(_ answer: TraceAnswer) {
        self.answer = answer
        accounts = Array(repeating: Accounts(), count: answer.units.count)
        for event in answer.events where event.standing == .counts { post(event) }
    }

    /// The accounts of one unit, those that are empty only where nothing else is known of it.
    func addHoldings(of unit: Int, cause: RecallScope.Cause, to holdings: inout [RecallScope.Holding]) {
        let own = accounts[unit]
        var shown = own.filter { $0.value.status == .held || $0.value.status == .inTransit }
        if shown.isEmpty {
            let last = own.map(\.value.lastSeen).max()
            shown = own.filter { $0.value.lastSeen == last }
        }
        shown.sort { ($0.key.place ?? "", $0.value.lastSeen) < ($1.key.place ?? "", $1.value.lastSeen) }
        holdings += shown.lazy.map { site, account in
            RecallScope.Holding(
                code: answer.units[unit].code,
                cause: cause,
                place: site.place,
                holder: site.place.flatMap { holders[$0] },
                quantity: answer.units[unit].code.level == .instance
                    ? 1 : account.amount.value.map(Self.rounded),
                uom: account.amount.uom,
                container: containerOf[unit].map { answer.units[$0].code.canonical },
                status: account.status,
                lastSeen: account.lastSeen,
                lastStep: account.lastStep
            )
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000_000).rounded() / 1_000_000 }

    private mutating func post(_ event: TracedEvent) {
        noteHolders(event)
        for participant in event.participants {
            let amount = Amount(value: participant.quantity.flatMap(Double.init), uom: participant.uom)
            switch participant.role {
            case .input where event.type != "TransformationEvent" && !isInstance(participant.unit):
                // Of a lot that is used beside the event's own goods nobody says how much.
                touch(participant.unit, event)
            case .input: take(amount, of: participant.unit, in: event, leaving: .consumed)
            case .output: put(amount, of: participant.unit, in: event)
            case .child: pack(amount, participant.unit, event)
            case .parent: if event.type == "AggregationEvent" { unpackAllIfTold(participant.unit, event) }
            case .object: move(amount, participant.unit, event)
            }
        }
    }

    private mutating func noteHolders(_ event: TracedEvent) {
        let step = event.bizStep ?? ""
        let parties = Self.arrivals.contains(step) ? event.destinations : event.sources
        guard let place = Self.place(of: event),
            let holder = parties.first(where: { $0.type == "possessing_party" })
                ?? parties.first(where: { $0.type == "owning_party" })
        else { return }
        holders[place] = holder.id
    }

    private static func place(of event: TracedEvent) -> String? { event.bizLocation ?? event.readPoint }

    private func isInstance(_ unit: Int) -> Bool { answer.units[unit].code.level == .instance }

    private mutating func move(_ amount: Amount, _ unit: Int, _ event: TracedEvent) {
        let step = event.bizStep ?? ""
        if event.action == "DELETE" || event.disposition == "retail_sold" || event.disposition == "destroyed"
        {
            take(amount, of: unit, in: event, leaving: .ended)
        } else if Self.departures.contains(step) {
            depart(amount, unit, event)
        } else if Self.arrivals.contains(step) || event.action == "ADD" || isInstance(unit) {
            arrive(amount, unit, event)
        } else {
            touch(unit, event)
        }
    }

    private mutating func depart(_ amount: Amount, _ unit: Int, _ event: TracedEvent) {
        let here = Site(place: event.readPoint ?? event.bizLocation, isInTransit: false)
        if isInstance(unit) {
            accounts[unit].removeAll()
        } else {
            subtract(amount, unit, here, event, .inTransit)
        }
        let destination = event.destinations.first { $0.type == "location" }?.id
        add(amount, unit, Site(place: destination, isInTransit: true), event, .inTransit)
        for (inner, load) in loads[unit] ?? [:] { depart(load, inner, event) }
    }

    private mutating func arrive(_ amount: Amount, _ unit: Int, _ event: TracedEvent) {
        let here = Self.place(of: event)
        if isInstance(unit) {
            accounts[unit].removeAll()
        } else if let way = way(of: unit, to: here) {
            subtract(amount, unit, way, event, .inTransit)
        }
        add(amount, unit, Site(place: here, isInTransit: false), event, .held)
        for (inner, load) in loads[unit] ?? [:] { arrive(load, inner, event) }
    }

    /// What is on its way to a place, or else what has been on its way the longest.
    private func way(of unit: Int, to place: String?) -> Site? {
        let here = Site(place: place, isInTransit: true)
        guard accounts[unit][here] == nil else { return here }
        return accounts[unit].filter(\.key.isInTransit)
            .min { ($0.value.lastSeen, $0.key.place ?? "") < ($1.value.lastSeen, $1.key.place ?? "") }?.key
    }

    private mutating func put(_ amount: Amount, of unit: Int, in event: TracedEvent) {
        add(amount, unit, Site(place: Self.place(of: event), isInTransit: false), event, .held)
    }

    private mutating func take(
        _ amount: Amount,
        of unit: Int,
        in event: TracedEvent,
        leaving status: RecallScope.Status
    ) {
        var site = Site(place: Self.place(of: event), isInTransit: false)
        if isInstance(unit) {
            accounts[unit].removeAll()
        } else if accounts[unit][site] == nil, let last = lastSite(of: unit) {
            site = last
        }
        subtract(amount, unit, site, event, status)
        for (inner, load) in loads.removeValue(forKey: unit) ?? [:] {
            take(load, of: inner, in: event, leaving: status)
        }
    }

    /// Where a unit was seen last, for events that do not say where they take it from.
    private func lastSite(of unit: Int) -> Site? {
        accounts[unit].max {
            ($0.value.lastSeen, $0.key.place ?? "") < ($1.value.lastSeen, $1.key.place ?? "")
        }?
        .key
    }

    private mutating func pack(_ amount: Amount, _ unit: Int, _ event: TracedEvent) {
        guard let parent = event.participants.first(where: { $0.role == .parent })?.unit else { return }
        switch event.action {
        case "ADD":
            loads[parent, default: [:]][unit] = amount
            containerOf[unit] = parent
        case "DELETE":
            loads[parent]?[unit] = nil
            containerOf[unit] = nil
        default: break
        }
        touch(unit, event)
    }

    private mutating func unpackAllIfTold(_ parent: Int, _ event: TracedEvent) {
        guard event.action == "DELETE", event.otherUnits == 0,
            !event.participants.contains(where: { $0.role == .child })
        else { return }
        for unit in loads.removeValue(forKey: parent)?.keys.map(\.self) ?? [] { containerOf[unit] = nil }
    }

    private mutating func touch(_ unit: Int, _ event: TracedEvent) {
        let site = Site(place: Self.place(of: event), isInTransit: false)
        if isInstance(unit), site.place != nil { accounts[unit].removeAll(but: site) }
        guard accounts[unit][site] != nil || accounts[unit].isEmpty else { return }
        var account = accounts[unit][site] ?? Account()
        (account.lastSeen, account.lastStep) = (event.milliseconds, event.bizStep)
        accounts[unit][site] = account
    }

    private mutating func add(
        _ amount: Amount,
        _ unit: Int,
        _ site: Site,
        _ event: TracedEvent,
        _ status: RecallScope.Status
    ) {
        var account = accounts[unit][site] ?? Account()
        account.amount.value = amount.value.map { $0 + (account.amount.value ?? 0) } ?? account.amount.value
        account.amount.uom = amount.uom ?? account.amount.uom
        (account.lastSeen, account.lastStep, account.status) = (event.milliseconds, event.bizStep, status)
        accounts[unit][site] = account
    }

    /// Takes an amount away; an account without an amount, or with none left, is closed with the given status.
    private mutating func subtract(
        _ amount: Amount,
        _ unit: Int,
        _ site: Site,
        _ event: TracedEvent,
        _ status: RecallScope.Status
    ) {
        var account = accounts[unit][site] ?? Account()
        if let value = account.amount.value, let taken = amount.value { account.amount.value = value - taken }
        let isEmptied = amount.value == nil || (account.amount.value ?? 0) <= 1e-9
        (account.lastSeen, account.lastStep) = (event.milliseconds, event.bizStep)
        if isEmptied, status == .inTransit {
            accounts[unit][site] = nil
            return
        }
        if isEmptied { account.status = status }
        accounts[unit][site] = account
    }
}
