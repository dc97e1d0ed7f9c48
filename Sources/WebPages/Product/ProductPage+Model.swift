// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceGraph

/// The page of a unit: a product, a lot, a box.
///
/// Says what the records say, in no language yet; ``ProductPage/context(_:_:)`` puts it into words.
struct ProductPage: Sendable {
    let index: AnswerIndex
    let names: NameBook
    let facts: ProductFacts
    /// What the profile tells; nil for a unit without one.
    let story: StageStory?
    /// The profiles by whose words it is told.
    let book: ProfileBook?
    let verdict: Verdict
    /// A disposition that a shopper must know before anything else, such as `recalled`.
    let alarm: String?
    /// The unit and, where it was made of one unit only, that unit and so on.
    let line: [Int]
    let journey: Journey
    let ingredients: [Ingredient]
    let contents: [Ingredient]
    /// What was made of the unit.
    let uses: [TraceCode]
    let missing: [MissingPart]
    /// How many of the units that the product comes from, and itself, have a record of how they came to be.
    let knownOrigins: Int
    let origins: Int
    /// The different places at which what the product is made of begins.
    let sourcePlaces: Int
    /// Events that count.
    let steps: Int
    let declaredWrong: Int
    /// The ID of an event of the page that the log proves; nil where there is none, or no log.
    var loggedEvent: String?

    var answer: TraceAnswer { index.answer }
    var start: TraceCode { answer.start }

    /// - Parameters:
    ///   - index: of an answer that leads back from the unit, or in both directions.
    ///   - uses: what was made of the unit; an answer that leads back does not hold it.
    init(
        _ index: AnswerIndex,
        names: NameBook = NameBook(),
        facts: ProductFacts = ProductFacts(),
        uses: [TraceCode] = [],
        story: StageStory? = nil,
        book: ProfileBook? = nil
    ) {
        let answer = index.answer
        self.index = index
        self.names = names
        self.facts = facts
        self.story = story
        self.book = book
        line = Self.line(in: index)
        journey = Journey(of: line, in: index)
        var room = Ingredient.Room()
        ingredients = Ingredient.all(index.inputs(of: 0), in: index, room: &room)
        contents = Ingredient.all(index.contents(of: 0), in: index, room: &room)
        self.uses = uses
        steps = answer.events.count { $0.standing == .counts }
        declaredWrong = answer.events.count { $0.standing == .declaredWrong }
        let sources = answer.units.indices.filter { [.start, .source].contains(answer.units[$0].relation) }
        let leaves = sources.filter { index.incoming[$0].isEmpty }
        let unmade = Set(answer.gaps.filter { $0.kind == .inputNobodyMade }.map(\.unit))
        knownOrigins = sources.count { !unmade.contains($0) }
        origins = sources.count
        sourcePlaces = Self.places(of: leaves, in: index)
        missing = Self.missing(in: index, journey)
        alarm = Self.alarm(in: index)
        verdict = Self.verdict(in: index, missing)
    }

    /// From the start back for as long as each unit was made of exactly one.
    private static func line(in index: AnswerIndex) -> [Int] {
        var line = [0]
        while let last = line.last, line.count < 20 {
            let inputs = index.inputs(of: last)
            guard inputs.count == 1, !line.contains(inputs[0]) else { break }
            line.append(inputs[0])
        }
        return line
    }

    /// The numbers of the events whose master data says what the product is: its making, and that of what it alone
    /// was made of.
    static func factEvents(_ index: AnswerIndex) -> [Int64] {
        line(in: index).prefix(3).compactMap { unit in
            index.countingEvents(of: unit).first { event in
                event.participants.contains { $0.unit == unit && [.object, .output].contains($0.role) }
            }?.number
        }
    }

    private static func places(of leaves: [Int], in index: AnswerIndex) -> Int {
        let places = leaves.compactMap { leaf in
            index.countingEvents(of: leaf).lazy.compactMap { $0.bizLocation ?? $0.readPoint }.first
        }
        return Set(places).count
    }

    private static func missing(in index: AnswerIndex, _ journey: Journey) -> [MissingPart] {
        let answer = index.answer
        var missing: [MissingPart] = answer.gaps.map { gap in
            gap.kind == .inputNobodyMade && gap.unit == 0 ? .originOfProduct : .gap(gap)
        }
        if let cut = answer.cut { missing.append(.cut(cut)) }
        let placeless = journey.stops.filter { $0.place == nil }.reduce(0) { $0 + $1.steps.count }
        if placeless > 0 { missing.append(.places(placeless)) }
        return missing
    }

    /// Only the last word counts: a product that was held and released is released.
    private static func alarm(in index: AnswerIndex) -> String? {
        let last = index.countingEvents(of: 0).last { $0.disposition != nil }?.disposition
        return last.flatMap { alarming.contains($0) ? $0 : nil }
    }

    private static func verdict(in index: AnswerIndex, _ missing: [MissingPart]) -> Verdict {
        if index.countingEvents(of: 0).isEmpty, !index.events[0].isEmpty { return .declaredWrong }
        if index.isOnlyInput(0) { return .ingredientOnly }
        let isWhole = missing.allSatisfy { if case .places = $0 { true } else { false } }
        return isWhole ? .traceable : .incomplete
    }

    private static let alarming: Set<String> = [
        "recalled", "expired", "damaged", "destroyed", "disposed", "stolen", "no_pedigree_match",
        "non_sellable_other", "non_conformant", "mismatch_instance", "mismatch_class", "mismatch_quantity",
    ]
}
