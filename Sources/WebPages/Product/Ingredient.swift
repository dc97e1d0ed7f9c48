// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// Something that went into a product, with its own journey and its own ingredients.
struct Ingredient: Sendable, Equatable {
    /// By position in the answer.
    let unit: Int
    let amount: Amount?
    let journey: Journey
    /// What it was made of, and what was in it.
    let parts: [Ingredient]
    /// Parts that the page does not show; the ingredient's own page does.
    let hidden: Int

    /// What a page still has room for.
    struct Room {
        var ingredients = 40
        var depth = 4
        var shown: Set<Int> = [0]
    }

    /// The ingredients in the order of the records, as far as there is room.
    static func all(_ units: [Int], in index: AnswerIndex, room: inout Room) -> [Ingredient] {
        var found: [Ingredient] = []
        for unit in units {
            guard room.ingredients > 0, room.shown.insert(unit).inserted else { continue }
            room.ingredients -= 1
            let below = index.inputs(of: unit) + index.contents(of: unit)
            var parts: [Ingredient] = []
            if room.depth > 1 {
                room.depth -= 1
                parts = all(below, in: index, room: &room)
                room.depth += 1
            }
            found.append(
                Ingredient(
                    unit: unit,
                    amount: amount(of: unit, in: index),
                    journey: Journey(of: [unit], in: index),
                    parts: parts,
                    hidden: below.count - parts.count
                )
            )
        }
        return found
    }

    /// How much of it went in, from the first event that says so.
    private static func amount(of unit: Int, in index: AnswerIndex) -> Amount? {
        for event in index.countingEvents(of: unit) {
            for participant in event.participants where participant.unit == unit && participant.role == .input
            {
                if let number = participant.quantity { return Amount(number: number, unit: participant.uom) }
            }
        }
        return nil
    }
}
