// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

extension Phrases {
    /// A business step's name: the catalogue's, or what its own URI ends in.
    func bizStep(_ step: String) -> String {
        text("bizstep.\(CBV.bizStep.bareWord(step))") ?? ReadableCode.lastPart(of: step)
    }

    /// A disposition's name: the catalogue's, or what its own URI ends in.
    func disposition(_ disposition: String) -> String {
        text("disposition.\(CBV.disposition.bareWord(disposition))") ?? ReadableCode.lastPart(of: disposition)
    }

    /// What happened, for an event without a business step.
    func happening(type: String, action: String?) -> String {
        text("event.\(type).\(action ?? "none")") ?? text("event.\(type).none")
            ?? ReadableCode.lastPart(of: type)
    }
}
