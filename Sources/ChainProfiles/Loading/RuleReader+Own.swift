// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The lines of a stage from which rules follow.
struct OwnRules {
    let actor: PartyRule
    let from: PartyRule?
    let to: PartyRule?
    let documents: [DocumentRule]
    let after: [String]
    let isOptionalAfter: Bool
    let allowedIn: [String]
}

extension RuleReader {
    /// The rules that a stage has without writing them; one that is written takes the place of its like.
    func ownRules(_ lines: OwnRules, written: [Rule], at node: YAMLNode) -> [Rule] {
        var rules: [Rule] = []
        func add(_ alarm: String, _ kind: RuleKind) {
            guard let type = reference.alarms.first(where: { $0.id == alarm }) else {
                node.fault("the alarm “\(alarm)” is not in the reference data")
                return
            }
            rules.append(
                Rule(
                    alarm: alarm,
                    kind: kind,
                    level: type.level,
                    effect: type.effect,
                    basis: type.basis,
                    condition: nil,
                    index: 100 + rules.count
                )
            )
        }
        for (role, party) in [(PartyRole.subject, lines.actor), (.from, lines.from), (.to, lines.to)] {
            guard let party else { continue }
            if !party.types.isEmpty { add("PL-06", .partyType(of: role, types: party.types)) }
            if !party.licences.isEmpty { add("PL-02", .licenceValid(of: role, licences: party.licences)) }
        }
        for document in lines.documents {
            let isWritten = written.contains {
                if case .documentValid(document.type, _) = $0.kind { true } else { false }
            }
            if !isWritten {
                add("PL-07", .documentValid(document: document.type, isRequired: document.isRequired))
            }
        }
        for (role, rule) in goods.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where !rule.schemes.isEmpty {
            add("PL-03", .codeCheck(of: .goods(role), schemes: rule.schemes, region: nil))
        }
        let hasPredecessor = written.contains {
            if case .predecessor = $0.kind { true } else { false }
        }
        if !lines.after.isEmpty, !lines.isOptionalAfter, !hasPredecessor {
            add("PL-05", .predecessor(stages: lines.after))
        }
        let hasState = written.contains {
            if case .lifeState = $0.kind { true } else { false }
        }
        if !lines.allowedIn.isEmpty, !hasState { add("PL-08", .lifeState(states: lines.allowedIn)) }
        return rules
    }
}
