// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

extension TraceAnswer {
    /// One row for each unit in each event, in order of event time.
    package var csv: String {
        var table = CSVTable([
            "eventTime", "type", "action", "bizStep", "disposition", "readPoint", "bizLocation", "unit",
            "role",
            "quantity", "uom", "relation", "standing", "eventID",
        ])
        for event in events {
            for participant in event.participants {
                let unit = units[participant.unit]
                table.add([
                    event.eventTime, event.type, event.action ?? "", event.bizStep ?? "",
                    event.disposition ?? "",
                    event.readPoint ?? "", event.bizLocation ?? "", unit.code.canonical,
                    participant.role.rawValue,
                    participant.quantity ?? "", participant.uom ?? "", unit.relation.rawValue,
                    event.standing.rawValue, event.eventID,
                ])
            }
        }
        return table.text
    }
}
