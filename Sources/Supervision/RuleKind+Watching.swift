// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

extension RuleKind {
    /// The keys under which a record can change what the rule says of others.
    func keys(under record: StageRecord) -> [String] {
        switch self {
        case .intervalAfterUse(_, _, let key), .interval(_, _, let key), .match(_, _, _, let key):
            otherKeys(key, record)
        case .dueDate(let due):
            otherKeys(due.key, record)
        case .unique(_, let source):
            record.codes(source)
        case .setBalance(_, _, let document, _), .documentOverdrawn(let document, _),
            .quota(let document, _, _):
            HistoryRules.keys(.document(document), record)
        case .capacity:
            HistoryRules.keys(.place, record)
        case .silentNode:
            HistoryRules.keys(.subject, record)
        case .predecessor, .lifeState, .expiry, .shipReceive, .stockBalance, .uniqueLink:
            Array(Set(record.goods.map(\.code)))
        default:
            []
        }
    }

    /// A unit counts in every role: what one stage makes is what the next one takes.
    private func otherKeys(_ key: HistoryKey, _ record: StageRecord) -> [String] {
        switch key {
        // A container in one stage is a unit that is moved in another.
        case .unit, .container: Array(Set(record.goods.map(\.code)))
        // Whom one stage names as the party before it reports the other stage itself.
        case .from, .subject: Array(Set([record.subject, record.from, record.to].compactMap(\.self)))
        default: HistoryRules.keys(key, record)
        }
    }

    /// Whether records after the judged one count too.
    var looksAhead: Bool {
        switch self {
        case .dueDate, .shipReceive, .setBalance, .silentNode, .documentOverdrawn: true
        default: false
        }
    }

    /// Whether a further record can only set right what was found, never bring a new finding.
    var isSettledForGood: Bool {
        switch self {
        case .predecessor: true
        case .dueDate(let due): due.calendar == nil
        default: false
        }
    }
}

extension RuleKind {
    /// Whether the rule asks for what comes after the record, which nobody can know before it is stored.
    var waitsForMore: Bool {
        switch self {
        case .dueDate, .shipReceive, .setBalance, .silentNode: true
        default: false
        }
    }
}

extension RuleKind {
    /// Whether the answer depends on what the registry says.
    var asksParties: Bool {
        switch self {
        case .licenceValid, .partyType, .region, .documentValid, .quota, .capacity: true
        case .match(let value, _, let other, _): value == .region || other == .region
        case .codeCheck(_, _, let region): region != nil
        default: false
        }
    }

    /// Whether the record alone and the registry decide.
    var needsNoHistory: Bool {
        switch self {
        case .elementRequired, .elementLimit, .elementValue, .duration, .licenceValid, .partyType, .region,
            .documentValid, .massBalance, .sensorRange, .sensorGap, .codeCheck:
            true
        default: false
        }
    }
}
