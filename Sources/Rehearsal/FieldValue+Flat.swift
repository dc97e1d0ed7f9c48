// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation

extension FieldValue {
    init(_ value: FlatValue) {
        switch value {
        case .text(let text): self = .text(text)
        case .number(let literal): self = .number(DecimalText(literal))
        case .boolean(let boolean): self = .boolean(boolean)
        case .list(let items): self = .list(items.map(FieldValue.init))
        case .object(let members): self = .object(Self.fields(members))
        }
    }

    /// The fields of a record.
    static func fields(_ members: [FlatValue.Member]) -> [String: FieldValue] {
        Dictionary(members.map { ($0.name, FieldValue($0.value)) }) { first, _ in first }
    }
}

extension PlayRecord {
    /// The profile and the stage of its record.
    var stageParts: (profile: String, stage: String) {
        let parts = stage.split(separator: "/", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.last ?? "")
    }
}
