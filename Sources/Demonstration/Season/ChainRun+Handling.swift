// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension ChainRun {
    /// A record of all goods of a consignment where they are.
    mutating func observe(_ seen: Consignment, _ stage: Stage) -> Consignment {
        var consignment = seen
        let moment = time(after: seen.ready, stage)
        let party = seen.place.party
        var event = objectEvent(seen.goods, stage, at: moment)
        locate(&event, at: seen.place)
        let papers = issue(stage.documents, by: party, at: moment)
        event.bizTransactions = papers.map(\.document)
        event.extensions = fields(stage.notes, of: nil, at: seen.place, moment)
        if let sensor = stage.sensor {
            let start = moment - Int((sensor.hours ?? 1) * 3600)
            event.sensorElements = [reading(of: sensor, stage, from: start, to: moment, by: party)]
        }
        record(event, stage, at: moment)
        consignment.ready = moment
        consignment.papers += papers.filter(\.travels).map(\.document)
        return consignment
    }

    func noted(_ goods: [Goods], in event: inout Event) {
        event.epcs = goods.instances
        event.quantities = goods.quantities
    }

    mutating func objectEvent(_ goods: [Goods], _ stage: Stage, at moment: Int) -> Event {
        var event = draft(.object, stage, at: moment)
        event.action = .observe
        noted(goods, in: &event)
        return event
    }

    /// Goods into logistic units, one record each.
    mutating func pack(_ whole: Consignment, _ packing: Work.Packing, _ stage: Stage) -> Consignment {
        var consignment = whole
        let taken = consignment.take(packing.what)
        guard !taken.isEmpty else { return whole }
        var moment = time(after: whole.ready, stage)
        let prefix = whole.place.party.prefix
        for contents in Self.loads(of: taken, packing) {
            let number = HainanClock.padded(roll.take(from: "unit \(prefix)"), 10)
            let unit = Goods(
                code: style.logisticUnit(prefix, number),
                kind: packing.into,
                isInstance: true,
                grams: contents.grams,
                contents: contents
            )
            recordContents(of: unit, .add, stage, at: whole.place, moment)
            consignment.goods.append(unit)
            consignment.ready = moment
            moment += 60 + dice.below(180)
        }
        return consignment
    }

    /// The goods of each unit: so many pieces, or so much of the lots one after the other.
    private static func loads(of goods: [Goods], _ packing: Work.Packing) -> [[Goods]] {
        if let each = packing.each {
            return stride(from: 0, to: goods.count, by: each).map {
                Array(goods[$0..<min($0 + each, goods.count)])
            }
        }
        let capacity = Int((packing.kilograms ?? 0) * 1000)
        precondition(capacity > 0, "a logistic unit holds a number of pieces or a weight")
        var loads: [[Goods]] = [[]]
        for var lot in goods {
            while lot.grams > 0 {
                let room = capacity - loads[loads.count - 1].grams
                if room <= 0 {
                    loads.append([])
                    continue
                }
                var part = lot
                // A small remainder goes on top rather than into a unit of its own.
                part.grams = lot.grams < room + capacity / 20 ? lot.grams : room
                lot.grams -= part.grams
                loads[loads.count - 1].append(part)
            }
        }
        return loads
    }

    mutating func unpack(_ whole: Consignment, _ selection: Work.Selection, _ stage: Stage) -> Consignment {
        var consignment = whole
        let units = consignment.take(selection.what)
        guard !units.isEmpty else { return whole }
        var moment = time(after: whole.ready, stage)
        for unit in units {
            recordContents(of: unit, .delete, stage, at: whole.place, moment)
            consignment.goods += unit.contents
            consignment.ready = moment
            moment += 60 + dice.below(240)
        }
        consignment.goods = consignment.goods.merged
        return consignment
    }

    private mutating func recordContents(
        of unit: Goods,
        _ action: Action,
        _ stage: Stage,
        at place: Place,
        _ moment: Int
    ) {
        var event = draft(.aggregation, stage, at: moment)
        event.action = action
        event.parentID = unit.code
        event.childEPCs = unit.contents.instances
        event.childQuantities = unit.contents.quantities
        event.extensions = fields(stage.notes, of: nil, at: place, moment)
        locate(&event, at: place)
        record(event, stage, at: moment)
    }

    /// Sales to consumers: each kind in several records over the days.
    mutating func sell(_ whole: Consignment, _ sale: Work.Sale, _ stage: Stage) -> Consignment {
        var consignment = whole
        let pieces = consignment.goods.filter { sale.what.contains($0.kind) && $0.isInstance }
        let lots = consignment.goods.filter { sale.what.contains($0.kind) && !$0.isInstance }
        consignment.goods.removeAll { sale.what.contains($0.kind) }
        if !pieces.isEmpty {
            let sold = Int((Double(pieces.count) * dice.real(in: sale.share)).rounded())
            let portions = dice.whole(in: sale.portions)
            let size = max(1, (sold + portions - 1) / portions)
            let parts = stride(from: 0, to: sold, by: size).map { Array(pieces[$0..<min($0 + size, sold)]) }
            record(sales: parts, sale, stage, at: whole)
            if stage.id == chain.showcase.stage, firstSold == nil, sold > 0 { firstSold = pieces[0].code }
        }
        for var lot in lots {
            var sold = lot.take(dice.real(in: sale.share))
            let portions = min(dice.whole(in: sale.portions), max(1, sold.grams / Self.leastSale))
            var parts: [[Goods]] = []
            for left in stride(from: portions, to: 1, by: -1) {
                parts.append([sold.take(dice.real(in: Span(0.7, 1.3)) / Double(left))])
            }
            parts.append([sold])
            record(sales: parts.filter { $0.grams > 0 }, sale, stage, at: whole)
        }
        return consignment
    }

    /// Grams below which a day's sale of a lot is not worth a record of its own.
    private static let leastSale = 5000

    private mutating func record(
        sales parts: [[Goods]],
        _ sale: Work.Sale,
        _ stage: Stage,
        at consignment: Consignment
    ) {
        var moment = time(after: consignment.ready, stage)
        for part in parts {
            var event = objectEvent(part, stage, at: moment)
            locate(&event, at: consignment.place)
            record(event, stage, at: moment)
            moment = time(after: moment + Int(dice.real(in: sale.every) * 3600), stage)
        }
    }
}
