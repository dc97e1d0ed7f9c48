// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension ChainRun {
    /// The fields that a list of facts gives, for a lot or for none.
    mutating func fields(_ facts: [Fact], of lot: Goods?, at place: Place, _ moment: Int) -> [ExtensionField]
    {
        facts.flatMap { fact in
            values(of: fact, lot, place, moment).map { suffix, value in
                ExtensionField(name: ExtensionName(known: fact.name + suffix), value: value)
            }
        }
    }

    /// Each value with what its field's name ends in.
    private mutating func values(
        of fact: Fact,
        _ lot: Goods?,
        _ place: Place,
        _ moment: Int
    ) -> [(String, ExtensionValue)] {
        switch fact.value {
        case .text(let text): [("", .string(text))]
        case .day(let days): [("", .string(HainanClock.isoDate(of: moment + days * 86_400)))]
        case .choice(let all): [("", .string(choice(fact.name, from: all)))]
        case .pattern(let pattern): [("", .string(filled(pattern)))]
        case .series(let lead, let digits): series(lead, digits, lot, place)
        case .weight: [("", .string(Goods.kilograms(lot?.grams ?? 0).literal))]
        case .lot: [("", .string(lot?.code.lotNumber ?? ""))]
        }
    }

    private mutating func choice(_ name: String, from all: [String]) -> String {
        if let made = choices[name] { return made }
        let made = dice.pick(all)
        choices[name] = made
        return made
    }

    private mutating func filled(_ pattern: String) -> String {
        var text = ""
        for character in pattern { text += character == "#" ? String(dice.below(10)) : String(character) }
        return text
    }

    private mutating func series(
        _ lead: String,
        _ digits: Int,
        _ lot: Goods?,
        _ place: Place
    ) -> [(String, ExtensionValue)] {
        let head = lead.split(separator: "{region}", omittingEmptySubsequences: false)
            .joined(separator: place.region)
        let count = lot?.count ?? 1
        let first = roll.take(count, from: head)
        return [("First", first), ("Last", first + count - 1)].map { suffix, number in
            (suffix, .string(head + HainanClock.padded(number, digits)))
        }
    }
}

extension ExtensionName {
    /// A name under one of the two prefixes that the demonstration uses.
    fileprivate init(known name: String) {
        let parts = name.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let namespace = Self.namespaces[String(parts[0])] else {
            preconditionFailure("\(name) has a known prefix")
        }
        self.init(prefix: String(parts[0]), local: String(parts[1]), namespace: namespace)
    }

    private static let namespaces = [
        "cbvmda": "urn:epcglobal:cbv:mda:",
        "qiongsu": "urn:qiongsu:mda#",
    ]
}

extension String {
    /// What stands after the last separator of a lot's code.
    fileprivate var lotNumber: String {
        String(suffix(from: lastIndex { $0 == "/" || $0 == "." }.map(index(after:)) ?? startIndex))
    }
}
