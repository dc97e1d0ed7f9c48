// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceText

extension RecallScope {
    /// Members: `start`, `includesSharedInputs`, `unitCount`, `holdings`, `gaps`, `cut`.
    package func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("start", start.canonical)
            $0.member("includesSharedInputs", includesSharedInputs)
            $0.member("unitCount", unitCount)
            $0.list("holdings", holdings) { holding, writer in
                writer.member("code", holding.code.canonical)
                writer.member("level", holding.code.level.rawValue)
                writer.member("cause", holding.cause.rawValue)
                writer.member("place", holding.place)
                writer.member("holder", holding.holder)
                if let quantity = holding.quantity {
                    writer.key("quantity")
                    writer.number(Self.text(quantity))
                }
                writer.member("uom", holding.uom)
                writer.member("container", holding.container)
                writer.member("status", holding.status.rawValue)
                writer.member("lastSeen", Timestamp(milliseconds: holding.lastSeen).text)
                writer.member("lastStep", holding.lastStep)
            }
            $0.list("gaps", gaps) { gap, writer in
                writer.member("kind", gap.kind.rawValue)
                writer.member("unit", gap.unit)
                writer.member("eventID", gap.eventID)
            }
            $0.key("cut")
            if let cut { $0.string(cut.rawValue) } else { $0.null() }
        }
    }

    /// Without a fraction where there is none.
    static func text(_ quantity: Double) -> String {
        quantity == quantity.rounded() && abs(quantity) < 1e15 ? String(Int64(quantity)) : String(quantity)
    }
}
