// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceText

extension RecallScope {
    /// One row a holding.
    package var csv: String {
        var table = CSVTable([
            "code", "level", "cause", "place", "holder", "quantity", "uom", "container", "status", "lastSeen",
            "lastStep",
        ])
        for holding in holdings {
            table.add([
                holding.code.canonical, holding.code.level.rawValue, holding.cause.rawValue,
                holding.place ?? "",
                holding.holder ?? "", holding.quantity.map(Self.text) ?? "", holding.uom ?? "",
                holding.container ?? "", holding.status.rawValue,
                Timestamp(milliseconds: holding.lastSeen).text,
                holding.lastStep ?? "",
            ])
        }
        return table.text
    }
}
