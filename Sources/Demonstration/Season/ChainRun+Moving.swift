// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension ChainRun {
    /// Ships goods and receives them.
    mutating func move(
        _ consignments: [Consignment],
        _ movement: Work.Movement,
        _ stage: Stage
    ) -> [Consignment] {
        var arrived: [Consignment] = []
        var shared: [Place]?
        for consignment in consignments where !consignment.goods.isEmpty {
            let targets = shared ?? destinations(from: consignment.place, movement)
            if movement.gather == true { shared = targets }
            for (place, goods) in share(consignment.goods, among: targets) {
                var parcel = consignment
                parcel.goods = goods
                if let there = ship(parcel, to: place, movement, stage) { arrived.append(there) }
            }
        }
        return movement.gather == true ? gathered(arrived) : arrived
    }

    private mutating func destinations(from place: Place, _ movement: Work.Movement) -> [Place] {
        var candidates = book.directory.places(of: movement.to)
        precondition(!candidates.isEmpty, "places.yaml has a place of kind \(movement.to)")
        if movement.choose == .sameRegion {
            let near = candidates.filter { $0.region == place.region }
            if !near.isEmpty { candidates = near }
        }
        if movement.choose == .nearest {
            let nearest = candidates.min { place.distance(to: $0) < place.distance(to: $1) }
            return [nearest ?? candidates[0]]
        }
        let count = movement.spread.map { dice.whole(in: $0) } ?? 1
        return Array(dice.shuffled(candidates).prefix(count))
    }

    /// Whole lots and units go to one place after the other; what there are fewer of than places is divided.
    private mutating func share(_ goods: [Goods], among places: [Place]) -> [(Place, [Goods])] {
        guard places.count > 1 else { return [(places[0], goods)] }
        var parcels = places.map { (place: $0, goods: [Goods]()) }
        let lots = goods.filter { !$0.isInstance }
        for (index, unit) in goods.filter(\.isInstance).enumerated() {
            parcels[index % parcels.count].goods.append(unit)
        }
        for kind in Set(lots.map(\.kind)).sorted() {
            let ofKind = lots.filter { $0.kind == kind }
            if ofKind.count >= places.count {
                for (index, lot) in ofKind.enumerated() { parcels[index % parcels.count].goods.append(lot) }
                continue
            }
            for var lot in ofKind {
                for left in stride(from: parcels.count, to: 1, by: -1) {
                    parcels[left - 1].goods.append(lot.take(dice.real(in: Span(0.8, 1.2)) / Double(left)))
                }
                parcels[0].goods.append(lot)
            }
        }
        return parcels.filter { !$0.goods.isEmpty }.map { ($0.place, $0.goods) }
    }

    /// One shipment; nil when it never arrives.
    private mutating func ship(
        _ parcel: Consignment,
        to place: Place,
        _ movement: Work.Movement,
        _ stage: Stage
    ) -> Consignment? {
        let departure = time(after: parcel.ready, stage)
        let papers =
            parcel.papers + issue(stage.documents, by: parcel.place.party, at: departure).map(\.document)
        let carrier = movement.carrier.map { dice.pick(book.directory.places(of: $0)).party }
        var event = objectEvent(parcel.goods, stage, at: departure)
        event.bizStep = "shipping"
        event.disposition = "in_transit"
        event.bizTransactions = papers
        event.extensions = fields(stage.notes, of: nil, at: parcel.place, departure)
        locate(&event, at: parcel.place, staysThere: false)
        event.sources = parties(owner: parcel.place.party, holder: parcel.place.party, parcel.place)
        event.destinations = parties(owner: place.party, holder: carrier ?? place.party, place)
        let vehicle = event.extensions
        record(event, stage, at: departure)
        if incident([.notReceived], at: stage) != nil { return nil }

        let trip = stops(of: parcel, movement, stage, departure, vehicle)
        let arrival = trip.moment + Self.drive(trip.place, place) + Int(dice.real(in: movement.hours) * 3600)
        var receipt = objectEvent(parcel.goods, stage, at: arrival)
        receipt.bizStep = "receiving"
        receipt.disposition = movement.arrival
        receipt.bizTransactions = papers
        locate(&receipt, at: place)
        receipt.sources = parties(
            owner: parcel.place.party,
            holder: carrier ?? parcel.place.party,
            parcel.place
        )
        receipt.destinations = parties(owner: place.party, holder: place.party, place)
        if let sensor = stage.sensor {
            let watcher = carrier ?? parcel.place.party
            receipt.sensorElements = [
                reading(of: sensor, stage, from: departure, to: arrival, by: watcher)
            ]
        }
        record(receipt, stage, at: arrival)
        return Consignment(place: place, ready: arrival, goods: parcel.goods, papers: parcel.papers)
    }

    /// Records on the way; the same harbour serves all stops of its kind.
    private mutating func stops(
        of parcel: Consignment,
        _ movement: Work.Movement,
        _ stage: Stage,
        _ departure: Int,
        _ vehicle: [ExtensionField]
    ) -> (place: Place, moment: Int) {
        var (place, moment) = (parcel.place, departure)
        var chosen: [String: Place] = [:]
        for stop in movement.stops ?? [] {
            let next = chosen[stop.at] ?? dice.pick(book.directory.places(of: stop.at))
            chosen[stop.at] = next
            moment += Self.drive(place, next) + Int(dice.real(in: stop.hours) * 3600)
            place = next
            var event = objectEvent(parcel.goods, stage, at: moment)
            event.bizStep = stop.step
            event.disposition = stop.disposition ?? "in_transit"
            event.extensions = vehicle
            locate(&event, at: next, staysThere: stop.step != "departing")
            record(event, stage, at: moment)
        }
        return (place, moment)
    }

    private func parties(owner: Party, holder: Party, _ place: Place) -> [PartyOrPlace] {
        [
            PartyOrPlace(type: "owning_party", id: style.party(owner)),
            PartyOrPlace(type: "possessing_party", id: style.party(holder)),
            PartyOrPlace(type: "location", id: style.place(place)),
        ]
    }

    /// What arrived at one place becomes one consignment there.
    private func gathered(_ consignments: [Consignment]) -> [Consignment] {
        guard var all = consignments.first else { return [] }
        for consignment in consignments.dropFirst() {
            all.goods += consignment.goods
            all.papers += consignment.papers
            all.ready = max(all.ready, consignment.ready)
        }
        return [all]
    }

    /// Seconds on the road: a third more than the straight line, at 60 km/h.
    private static func drive(_ from: Place, _ to: Place) -> Int {
        Int(from.distance(to: to) * 4 / 3 / 60 * 3600)
    }
}
