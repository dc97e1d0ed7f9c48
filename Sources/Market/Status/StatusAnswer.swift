// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
package import Supervision

/// What a till, a pharmacy or a filling station is told of one code.
package struct StatusAnswer: Sendable {
    /// Canonical; as it was asked for where it cannot be read.
    package let code: String
    /// Nil where the code cannot be read or nothing is recorded of it.
    package var state: CodeLife.State?
    /// The category that its records belong to; nil where none says.
    package var profile: String?
    /// What speaks against it, each once, the gravest first.
    package internal(set) var reasons: [GateReason] = []

    /// What whoever asks may do.
    package enum Decision: String, Sendable, CaseIterable {
        case allow
        case allowWithRemark = "allow-with-remark"
        case refuse
    }

    package var decision: Decision {
        switch reasons.map(\.decision).max() ?? .admit {
        case .admit: .allow
        case .admitWithRemark: .allowWithRemark
        case .keepOut: .refuse
        }
    }

    init(code: String) {
        self.code = code
    }

    mutating func refuse(_ text: LocalName) { add(GateReason(.keepOut, text)) }

    mutating func add(_ reason: GateReason) {
        guard reason.decision > .admit, !reasons.contains(where: { $0.text == reason.text }) else { return }
        reasons.append(reason)
        reasons.sort { $0.decision > $1.decision }
    }
}
