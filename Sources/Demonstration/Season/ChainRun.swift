// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// One walk of goods along a chain, from their beginning to the last sale, and the records it leaves.
///
/// Knows the verbs of ``Work`` and nothing of what they are done to.
struct ChainRun {
    let book: Book
    let chain: Chain
    let number: Int
    let region: String
    var dice: Dice
    var roll: NumberRoll
    var log: [CapturedEvent] = []
    /// The first piece sold at the stage that is shown.
    var firstSold: String?
    /// Incidents of this run that have not happened yet.
    var incidents: [Incident]
    /// What was chosen once for the whole run.
    var choices: [String: String] = [:]

    var style: IdentifierStyle { chain.identifiers }

    init(book: Book, chain: Chain, number: Int, dice: Dice, roll: NumberRoll) {
        self.book = book
        self.chain = chain
        self.number = number
        self.dice = dice
        self.roll = roll
        incidents = chain.incidents.filter { $0.run == number }
        region = self.dice.pick(chain.regions)
    }

    /// Walks the whole chain.
    mutating func go(from start: Int) {
        _ = walk(chain.stages, [], from: start)
    }

    /// Takes goods through stages; gives back what is left of them.
    private mutating func walk(_ stages: [Stage], _ goods: [Consignment], from start: Int) -> [Consignment] {
        var consignments = goods
        for stage in stages {
            if case .create(let creation) = stage.work {
                consignments += create(creation, stage, at: start)
                continue
            }
            if case .move(let movement) = stage.work {
                consignments = move(consignments, movement, stage)
                continue
            }
            consignments = consignments.flatMap { perform(stage, on: $0, from: start) }
        }
        return consignments
    }

    private mutating func perform(
        _ stage: Stage,
        on consignment: Consignment,
        from start: Int
    ) -> [Consignment] {
        guard !consignment.goods.isEmpty else { return [] }
        switch stage.work {
        case .create, .move: return [consignment]
        case .observe: return [observe(consignment, stage)]
        case .transform(let making): return [transform(consignment, making, stage)]
        case .pack(let packing): return [pack(consignment, packing, stage)]
        case .unpack(let selection): return [unpack(consignment, selection, stage)]
        case .sell(let sale): return [sell(consignment, sale, stage)]
        case .part(let branches):
            var rest = consignment
            return branches.flatMap { branch in walk(branch.stages, [part(branch, of: &rest)], from: start) }
        }
    }

    /// Logistic units and pieces are shared out by number, kind by kind; lots by weight.
    private mutating func part(_ branch: Work.Branch, of rest: inout Consignment) -> Consignment {
        var taken = rest
        taken.goods = rest.take(branch.what)
        guard let share = branch.share else { return taken }
        var kept: [Goods] = []
        var gone: [Goods] = []
        for (_, group) in taken.goods.grouped {
            if group[0].isInstance {
                let count = Int((Double(group.count) * share).rounded(.up))
                gone += group.prefix(count)
                kept += group.dropFirst(count)
            } else {
                for var lot in group {
                    gone.append(lot.take(share))
                    kept.append(lot)
                }
            }
        }
        rest.goods += kept
        taken.goods = gone
        return taken
    }

    /// When something is done with goods that were ready at a time.
    mutating func time(after ready: Int, _ stage: Stage) -> Int {
        let earliest = ready + Int(dice.real(in: stage.after) * 3600)
        guard let window = stage.between else { return earliest }
        let (opens, closes) = (Int(window.low * 3600), Int(window.high * 3600))
        let second = HainanClock.secondsOfDay(of: earliest)
        if second >= opens, second <= closes { return earliest }
        let midnight = earliest - second + (second > closes ? 86_400 : 0)
        return midnight + opens + dice.below(min(closes - opens, 2 * 3600) + 1)
    }
}

extension [Goods] {
    /// Goods by kind, the kinds in the order in which they first come.
    fileprivate var grouped: [(kind: String, goods: [Goods])] {
        var groups: [(kind: String, goods: [Goods])] = []
        for item in self {
            if let index = groups.firstIndex(where: { $0.kind == item.kind }) {
                groups[index].goods.append(item)
            } else {
                groups.append((item.kind, [item]))
            }
        }
        return groups
    }
}
