// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension ChainRun {
    /// The first lots of the run.
    mutating func create(_ creation: Work.Creation, _ stage: Stage, at start: Int) -> [Consignment] {
        let candidates = book.directory.places(of: creation.at).filter { $0.region == region }
        let sites = dice.shuffled(candidates).prefix(dice.whole(in: creation.sites))
        precondition(!sites.isEmpty, "\(region) has a place of kind \(creation.at)")
        return sites.map { place in
            let moment = time(after: start, stage)
            let count = creation.count.map { dice.whole(in: $0) }
            let each = Int(dice.real(in: creation.kilograms) * 2) * 500
            let grams = each * (count ?? 1)
            let lot = newLot(of: creation.product, grams: grams, count: count, at: place, moment)
            return commission(lot, stage, at: place, moment)
        }
    }

    private mutating func commission(_ lot: Goods, _ stage: Stage, at place: Place, _ moment: Int)
        -> Consignment
    {
        var event = draft(.object, stage, at: moment)
        event.action = .add
        event.quantities = [lot.quantity]
        event.ilmd = fields(stage.facts, of: lot, at: place, moment)
        event.extensions = fields(stage.notes, of: lot, at: place, moment)
        locate(&event, at: place)
        let papers = issue(stage.documents, by: place.party, at: moment)
        event.bizTransactions = papers.map(\.document)
        record(event, stage, at: moment)
        return Consignment(
            place: place,
            ready: moment,
            goods: [lot],
            papers: papers.filter(\.travels).map(\.document)
        )
    }

    /// Lots into other lots or pieces.
    mutating func transform(_ whole: Consignment, _ making: Work.Making, _ stage: Stage) -> Consignment {
        var consignment = whole
        let taken = consignment.take(making.inputs).merged
        guard !taken.isEmpty else { return whole }
        if making.inputs == nil { consignment.papers = [] }
        var moment = time(after: consignment.ready, stage)
        for inputs in making.each == true ? taken.map({ [$0] }) : [taken] {
            let outputs = make(making.outputs, from: inputs.grams, at: consignment.place, moment)
            let papers = issue(stage.documents, by: consignment.place.party, at: moment)
            recordMaking(
                inputs,
                outputs,
                papers.map(\.document),
                making,
                stage,
                at: consignment.place,
                &moment
            )
            consignment.goods += outputs
            consignment.papers += papers.filter(\.travels).map(\.document)
            consignment.ready = moment
            moment += 600 + dice.below(1800)
        }
        return consignment
    }

    private mutating func make(
        _ outputs: [Work.Making.Output],
        from grams: Int,
        at place: Place,
        _ moment: Int
    ) -> [Goods] {
        var made: [Goods] = []
        for output in outputs {
            let share = Int(Double(grams) * dice.real(in: output.share))
            if let pieces = output.pieces {
                let product = book.chains.product(output.product)
                let count = min(dice.whole(in: pieces), share / product.grams)
                for _ in 0..<count { made.append(newPiece(of: product, at: place)) }
            } else {
                let lots = dice.whole(in: output.lots ?? Span(1, 1))
                for _ in 0..<lots {
                    let part = share / lots / 100 * 100
                    made.append(newLot(of: output.product, grams: part, count: nil, at: place, moment))
                }
            }
        }
        precondition(made.grams <= grams, "no more comes out than goes in")
        return made
    }

    private mutating func recordMaking(
        _ inputs: [Goods],
        _ outputs: [Goods],
        _ papers: [BizTransaction],
        _ making: Work.Making,
        _ stage: Stage,
        at place: Place,
        _ moment: inout Int
    ) {
        var event = draft(.transformation, stage, at: moment)
        locate(&event, at: place)
        event.inputEPCs = inputs.instances
        event.inputQuantities = inputs.quantities
        event.extensions = fields(stage.notes, of: nil, at: place, moment)
        if let hours = making.linked {
            event.transformationID = "urn:uuid:" + dice.uuid()
            record(event, stage, at: moment)
            moment += Int(dice.real(in: hours) * 3600)
            let transformationID = event.transformationID
            event = draft(.transformation, stage, at: moment)
            event.transformationID = transformationID
            locate(&event, at: place)
        }
        event.outputEPCs = outputs.instances
        event.outputQuantities = outputs.quantities
        event.bizTransactions = papers
        event.ilmd = fields(stage.facts, of: outputs.first, at: place, moment)
        record(event, stage, at: moment)
    }

    /// A new lot under the GTIN that the place's party has for the product.
    private mutating func newLot(
        of id: String,
        grams: Int,
        count: Int?,
        at place: Place,
        _ moment: Int
    ) -> Goods {
        let (product, prefix) = (book.chains.product(id), place.party.prefix)
        let lot = roll.lot(of: "lot \(prefix)\(product.reference)", at: moment)
        return Goods(
            code: style.lot(prefix, product.reference, lot),
            kind: id,
            isInstance: false,
            grams: grams,
            count: count
        )
    }

    private mutating func newPiece(of product: Product, at place: Place) -> Goods {
        let prefix = place.party.prefix
        let serial = roll.serial(of: "piece \(prefix)\(product.reference)")
        return Goods(
            code: style.piece(prefix, product.reference, serial),
            kind: product.id,
            isInstance: true,
            grams: product.grams
        )
    }
}
