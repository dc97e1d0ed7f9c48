// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// As what kind of event a stage is recorded: all that the simulation takes from a profile.
struct StageForm: Sendable {
    let type: EventType
    let action: Action?
    let step: String
    let disposition: String?

    /// The stages of some profiles by `profile/stage`; of several versions the last.
    static func read(_ documents: [Tree]) -> [String: StageForm] {
        var forms: [String: StageForm] = [:]
        for document in documents {
            guard let profile = document["profile"]?.plainText else { continue }
            for stage in document["stages"]?.list ?? [] {
                guard let id = stage["id"]?.plainText, let event = stage["event"],
                    let type = event["type"]?.plainText, let step = event["step"]?.plainText
                else { continue }
                forms["\(profile)/\(id)"] = StageForm(
                    type: EventType(name: type),
                    action: event["action"]?.plainText.flatMap(Action.init),
                    step: step,
                    disposition: event["disposition"]?.plainText
                )
            }
        }
        return forms
    }
}
