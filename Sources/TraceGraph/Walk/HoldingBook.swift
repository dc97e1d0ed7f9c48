// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// Keeps account of where the units of an answer are, event by event.
///
/// A lot may be at several places at once: amounts move with receiving and shipping, and with the containers they
/// are packed in. An instance is where it was last seen.
struct HoldingBook {
    /// The units, by position in the answer.
    let units: [CodeTable.ID]
    let codes: CodeTable
    private var names = NameTable()
    private var accounts: Accounts
    /// Units inside a container, with their amounts.
    private var loads: [Int: [Int: Accounts.Amount]] = [:]
    private var containerOf: [Int: Int] = [:]
    /// The party that last acted at a place.
    private var holders: [NameTable.ID: NameTable.ID] = [:]

    private typealias Site = Accounts.Site
    private typealias Account = Accounts.Account
    private typealias Amount = Accounts.Amount

    private static let arrivals: Set<String> = ["receiving", "arriving", "accepting"]
    private static let departures: Set<String> = ["shipping", "departing"]

    /// An event with what is asked of it for each of its units.
    private struct Posting {
        let event: TracedEvent
        /// Where its goods are; of a departure, where they were; and where to they left.
        let place: NameTable.ID
        let origin: NameTable.ID
        let destination: NameTable.ID
        let step: NameTable.ID
        let isArrival: Bool
        let isDeparture: Bool
        /// The container into which it packs or from which it takes.
        let parent: Int?

        var site: Site { Site(place: place, isInTransit: false) }
    }

    /// - Parameter units: those of the answer, in its order.
    init(units: [CodeTable.ID], codes: CodeTable) {
        self.units = units
        self.codes = codes
        accounts = Accounts(units: units.count)
    }

    /// Takes in an event; events come in order of time.
    mutating func post(_ event: TracedEvent) {
        guard event.standing == .counts else { return }
        let posting = posting(of: event)
        noteHolder(posting)
        for participant in event.participants {
            let amount = Amount(
                value: participant.quantity.flatMap(Double.init),
                uom: names.id(of: participant.uom)
            )
            post(amount, participant.unit, participant.role, posting)
        }
    }

    private mutating func posting(of event: TracedEvent) -> Posting {
        let step = event.bizStep ?? ""
        return Posting(
            event: event,
            place: names.id(of: event.bizLocation ?? event.readPoint),
            origin: names.id(of: event.readPoint ?? event.bizLocation),
            destination: names.id(of: event.destinations.first { $0.type == "location" }?.id),
            step: names.id(of: event.bizStep),
            isArrival: Self.arrivals.contains(step),
            isDeparture: Self.departures.contains(step),
            parent: event.participants.first { $0.role == .parent }?.unit
        )
    }

    private mutating func post(
        _ amount: Amount,
        _ unit: Int,
        _ role: TracedEvent.Role,
        _ posting: Posting
    ) {
        switch role {
        case .input where posting.event.type != "TransformationEvent" && !isInstance(unit):
            // Of a lot that is used beside the event's own goods nobody says how much.
            touch(unit, posting)
        case .input: take(amount, of: unit, posting, leaving: .consumed)
        case .output: add(amount, unit, posting.site, posting, .held)
        case .child: pack(amount, unit, posting)
        case .parent: if posting.event.type == "AggregationEvent" { unpackAllIfTold(unit, posting.event) }
        case .object: move(amount, unit, posting)
        }
    }

    /// How many holdings of a unit there are.
    func holdingCount(of unit: Int) -> Int { shown(of: unit).count }

    /// The holdings of one unit, those that are empty only where nothing else is known of it.
    func holdings(of unit: Int, cause: RecallScope.Cause) -> [RecallScope.Holding] {
        let code = codes.code(of: units[unit])
        return shown(of: unit).map { account in
            RecallScope.Holding(
                code: code,
                cause: cause,
                place: names[account.site.place],
                holder: account.site.place == 0 ? nil : holders[account.site.place].flatMap { names[$0] },
                quantity: code.level == .instance ? 1 : account.amount.value.map(Self.rounded),
                uom: names[account.amount.uom],
                container: containerOf[unit].map { codes.canonical(of: units[$0]) },
                status: account.status,
                lastSeen: account.lastSeen,
                lastStep: names[account.lastStep]
            )
        }
    }

    private func shown(of unit: Int) -> [Account] {
        let own = accounts.all(of: unit)
        guard own.count > 1 else { return own }
        var shown = own.filter { $0.status == .held || $0.status == .inTransit }
        if shown.isEmpty {
            let last = own.map(\.lastSeen).max()
            shown = own.filter { $0.lastSeen == last }
        }
        return shown.sorted {
            (names[$0.site.place] ?? "", $0.lastSeen) < (names[$1.site.place] ?? "", $1.lastSeen)
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000_000).rounded() / 1_000_000 }

    private mutating func noteHolder(_ posting: Posting) {
        let event = posting.event
        let parties = posting.isArrival ? event.destinations : event.sources
        guard posting.place != 0,
            let holder = parties.first(where: { $0.type == "possessing_party" })
                ?? parties.first(where: { $0.type == "owning_party" })
        else { return }
        holders[posting.place] = names.id(of: holder.id)
    }

    private func isInstance(_ unit: Int) -> Bool { codes.level(of: units[unit]) == .instance }

    private mutating func move(_ amount: Amount, _ unit: Int, _ posting: Posting) {
        let event = posting.event
        if event.action == "DELETE" || event.disposition == "retail_sold" || event.disposition == "destroyed"
        {
            take(amount, of: unit, posting, leaving: .ended)
        } else if posting.isDeparture {
            depart(amount, unit, posting)
        } else if posting.isArrival || event.action == "ADD" || isInstance(unit) {
            arrive(amount, unit, posting)
        } else {
            touch(unit, posting)
        }
    }

    private mutating func depart(_ amount: Amount, _ unit: Int, _ posting: Posting) {
        if isInstance(unit) {
            accounts.removeAll(of: unit)
        } else {
            subtract(amount, unit, Site(place: posting.origin, isInTransit: false), posting, .inTransit)
        }
        add(amount, unit, Site(place: posting.destination, isInTransit: true), posting, .inTransit)
        for (inner, load) in loads[unit] ?? [:] { depart(load, inner, posting) }
    }

    private mutating func arrive(_ amount: Amount, _ unit: Int, _ posting: Posting) {
        if isInstance(unit) {
            accounts.removeAll(of: unit)
        } else if let way = way(of: unit, to: posting.place) {
            subtract(amount, unit, way, posting, .inTransit)
        }
        add(amount, unit, posting.site, posting, .held)
        for (inner, load) in loads[unit] ?? [:] { arrive(load, inner, posting) }
    }

    /// What is on its way to a place, or else what has been on its way the longest.
    private func way(of unit: Int, to place: NameTable.ID) -> Site? {
        let here = Site(place: place, isInTransit: true)
        guard accounts[unit, here] == nil else { return here }
        return accounts.all(of: unit).filter(\.site.isInTransit).min(by: isEarlier)?.site
    }

    private mutating func take(
        _ amount: Amount,
        of unit: Int,
        _ posting: Posting,
        leaving status: RecallScope.Status
    ) {
        var site = posting.site
        if isInstance(unit) {
            accounts.removeAll(of: unit)
        } else if accounts[unit, site] == nil, let last = accounts.all(of: unit).max(by: isEarlier) {
            // The event does not say where it takes it from: where it was seen last.
            site = last.site
        }
        subtract(amount, unit, site, posting, status)
        for (inner, load) in loads.removeValue(forKey: unit) ?? [:] {
            take(load, of: inner, posting, leaving: status)
        }
    }

    private func isEarlier(_ one: Account, _ other: Account) -> Bool {
        (one.lastSeen, names[one.site.place] ?? "") < (other.lastSeen, names[other.site.place] ?? "")
    }

    private mutating func pack(_ amount: Amount, _ unit: Int, _ posting: Posting) {
        guard let parent = posting.parent else { return }
        switch posting.event.action {
        case "ADD":
            loads[parent, default: [:]][unit] = amount
            containerOf[unit] = parent
        case "DELETE":
            loads[parent]?[unit] = nil
            containerOf[unit] = nil
        default: break
        }
        touch(unit, posting)
    }

    private mutating func unpackAllIfTold(_ parent: Int, _ event: TracedEvent) {
        guard event.action == "DELETE", event.otherUnits == 0,
            !event.participants.contains(where: { $0.role == .child })
        else { return }
        for unit in loads.removeValue(forKey: parent)?.keys.map(\.self) ?? [] { containerOf[unit] = nil }
    }

    private mutating func touch(_ unit: Int, _ posting: Posting) {
        let site = posting.site
        if isInstance(unit), site.place != 0 { accounts.removeAll(of: unit, but: site) }
        guard accounts[unit, site] != nil || accounts.isEmpty(unit) else { return }
        var account = accounts[unit, site] ?? Account(site: site)
        (account.lastSeen, account.lastStep) = (posting.event.milliseconds, posting.step)
        accounts[unit, site] = account
    }

    private mutating func add(
        _ amount: Amount,
        _ unit: Int,
        _ site: Site,
        _ posting: Posting,
        _ status: RecallScope.Status
    ) {
        var account = accounts[unit, site] ?? Account(site: site)
        account.amount.value = amount.value.map { $0 + (account.amount.value ?? 0) } ?? account.amount.value
        if amount.uom != 0 { account.amount.uom = amount.uom }
        (account.lastSeen, account.lastStep) = (posting.event.milliseconds, posting.step)
        account.status = status
        accounts[unit, site] = account
    }

    /// Takes an amount away; an account without an amount, or with none left, is closed with the given status.
    private mutating func subtract(
        _ amount: Amount,
        _ unit: Int,
        _ site: Site,
        _ posting: Posting,
        _ status: RecallScope.Status
    ) {
        var account = accounts[unit, site] ?? Account(site: site)
        if let value = account.amount.value, let taken = amount.value { account.amount.value = value - taken }
        let isEmptied = amount.value == nil || (account.amount.value ?? 0) <= 1e-9
        (account.lastSeen, account.lastStep) = (posting.event.milliseconds, posting.step)
        if isEmptied, status == .inTransit {
            accounts[unit, site] = nil
            return
        }
        if isEmptied { account.status = status }
        accounts[unit, site] = account
    }
}
