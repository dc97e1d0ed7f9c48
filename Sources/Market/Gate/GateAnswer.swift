// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import Supervision

/// Whether something may come into a market, as a gate keeper is told.
package enum GateDecision: String, Sendable, Comparable {
    case admit
    case admitWithRemark = "admit-with-remark"
    case keepOut = "keep-out"

    private var rank: Int {
        switch self {
        case .admit: 0
        case .admitWithRemark: 1
        case .keepOut: 2
        }
    }

    package static func < (left: GateDecision, right: GateDecision) -> Bool { left.rank < right.rank }
}

extension AlarmLevel {
    /// What an alarm of the level means at a gate: red and orange ones are about the goods or who deals with them.
    var decision: GateDecision {
        switch self {
        case .red, .orange: .keepOut
        case .yellow: .admitWithRemark
        // A silent node or a gap in the form says nothing of the goods.
        case .blue: .admit
        }
    }
}

/// One thing that speaks against letting goods in.
package struct GateReason: Sendable, Hashable {
    package let decision: GateDecision
    /// In words that a gate keeper understands.
    package let text: LocalName
    /// The alarm of the catalogue, where a rule says it.
    package let alarm: String?
    package let basis: LocalName?

    init(_ decision: GateDecision, _ text: LocalName, alarm: String? = nil, basis: LocalName? = nil) {
        self.decision = decision
        self.text = text
        self.alarm = alarm
        self.basis = basis
    }

    /// An alarm that stands, by its name and the stage that it is about.
    init(_ alarm: Alarm, _ book: ProfileBook) {
        let known = book.reference.alarms.first { $0.id == alarm.alarm }
        let stage = book.stage(alarm.stage, at: alarm.time)?.name
        var text = known?.name ?? LocalName(zh: alarm.alarm, en: alarm.alarm)
        if known != nil, let stage {
            text = LocalName(zh: "\(stage.zh)：\(text.zh)", en: "\(stage.en): \(text.en)")
        }
        self.init(alarm.level.decision, text, alarm: alarm.alarm, basis: known?.basis)
    }
}

/// What a gate is told of one code.
package struct GateAnswer: Sendable {
    /// As it was asked for.
    package let code: String
    /// Nil where the text is no code.
    package let canonical: String?
    /// The category that its records belong to; nil where none says.
    package let profile: String?
    /// Each once, what keeps out first.
    package let reasons: [GateReason]

    package var decision: GateDecision { reasons.map(\.decision).max() ?? .admit }
}
