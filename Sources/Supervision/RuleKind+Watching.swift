// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// The identifiers of a record under which rules of other records look at it.
enum WatchKey: Hashable {
    /// A unit counts in every role: what one stage makes is what the next one takes, and a container in one stage is
    /// a unit that is moved in another.
    case goods
    /// Whom one stage names as the party before it reports the other stage itself.
    case parties
    case codes(CodeSource)
    case own(HistoryKey)

    /// Some may stand more than once.
    func values(in record: StageRecord) -> [String] {
        switch self {
        case .goods: record.goods.map(\.code)
        case .parties: [record.subject, record.from, record.to].compactMap(\.self)
        case .codes(let source): record.codes(source)
        case .own(let key): HistoryRules.keys(key, record)
        }
    }

    fileprivate init(_ key: HistoryKey) {
        switch key {
        case .unit, .container: self = .goods
        case .from, .subject: self = .parties
        case .place, .document, .element: self = .own(key)
        }
    }
}

extension RuleKind {
    /// Nil where no other record decides.
    var watchKey: WatchKey? {
        switch self {
        case .unique(_, let source): .codes(source)
        // Nobody but the party itself reports for it.
        case .silentNode: .own(.subject)
        default: historyKey.map(WatchKey.init)
        }
    }

    /// Whether the whole histories of its keys decide.
    var readsHistories: Bool {
        if case .silentNode = self { false } else { watchKey != nil }
    }

    /// Whether a record can change what the rule says of another one under the same key.
    func isMoved(by record: StageRecord, of anchor: StageRecord) -> Bool {
        switch self {
        case .shipReceive:
            // What goes to one party says nothing of what goes to another.
            anchor.to == nil || anchor.to == record.subject
                || anchor.to == record.to && anchor.subject == record.subject
        default:
            record.isBefore(anchor) || looksAhead(at: record)
        }
    }

    /// Whether some records count for those before them.
    var mayLookAhead: Bool {
        switch self {
        case .dueDate, .shipReceive, .setBalance, .silentNode, .documentOverdrawn: true
        default: false
        }
    }

    /// Whether a record counts for those before it.
    func looksAhead(at record: StageRecord) -> Bool {
        // How much a document covers may be told after it was used.
        guard case .documentOverdrawn(let type, _) = self else { return mayLookAhead }
        return record.documents.contains { $0.type == type && $0.quantity != nil }
    }

    /// Whether a further record can only set right what was found, never bring a new finding.
    var isSettledForGood: Bool {
        switch self {
        case .predecessor: true
        case .dueDate(let due): due.calendar == nil
        default: false
        }
    }

    /// Whether the rule asks for what comes after the record, which nobody can know before it is stored.
    var waitsForMore: Bool {
        switch self {
        case .dueDate, .shipReceive, .setBalance, .silentNode: true
        default: false
        }
    }

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
    var needsNoHistory: Bool { watchKey == nil }
}
