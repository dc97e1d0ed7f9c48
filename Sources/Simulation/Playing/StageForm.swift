// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// As what kind of event a stage is recorded: what the simulation takes from a profile.
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

    /// The licences that are certifications.
    static func certifications(_ documents: [Tree]) -> Set<String> {
        let licences = documents.flatMap { $0["licences"]?.list ?? [] }
        return Set(
            licences.compactMap { $0["certification"]?.plainText == "true" ? $0["id"]?.plainText : nil }
        )
    }

    /// The elements that hold codes, which EPCIS writes as URIs.
    static func identifiers(_ documents: [Tree]) -> Set<String> {
        let elements = documents.flatMap { document in
            (document["elements"]?.list ?? [])
                + (document["stages"]?.list ?? []).flatMap { $0["elements"]?.list ?? [] }
        }
        return Set(
            elements.compactMap { element in
                element["type"]?.plainText?.hasPrefix("identifier") ?? false ? element["id"]?.plainText : nil
            }
        )
    }
}
