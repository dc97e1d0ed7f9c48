// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Crypto
import Market
import TraceText

extension Settlement {
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("number", number)
            $0.member("time", Timestamp(milliseconds: time).text)
            $0.member("place", place)
            $0.member("subject", subject)
            $0.member("seller", seller)
            $0.member("buyer", buyer)
            $0.member("total", total)
            $0.objects("lines", lines) { line, writer in line.write(to: &writer) }
        }
    }
}

extension Settlement.Line {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("stage", stage.reference)
        writer.member("eventID", eventID)
        writer.member("total", total)
        writer.objects("units", goods) { item, writer in
            writer.member("code", item.code)
            writer.member("quantity", item.quantity)
            writer.member("measure", item.measure)
        }
        for (element, value) in values {
            if let number = value.number {
                writer.member(element.id, number)
            } else {
                writer.member(element.id, value.texts.joined(separator: "; "))
            }
        }
    }
}

extension Certificate {
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("type", type)
            $0.member("number", number)
            $0.member("issuer", issuer)
            $0.member("issued", issued)
            $0.member("validUntil", validUntil)
            $0.member("covered", covered)
            $0.member("left", left)
            $0.objects("uses", uses) { use, writer in
                writer.member("stage", use.stage)
                writer.member("quantity", use.quantity)
            }
            $0.objects("sources", sources) { source, writer in
                writer.member("number", source.number)
                writer.member("quantity", source.quantity)
            }
            $0.member("successors", successors)
            $0.member("eventIDs", eventIDs)
        }
    }
}

extension JSONWriter {
    mutating func reasons(_ reasons: [GateReason]) {
        objects("reasons", reasons) { reason, writer in
            writer.member("decision", reason.decision.rawValue)
            writer.member("alarm", reason.alarm)
            writer.member("message", reason.text)
            writer.member("basis", reason.basis)
        }
    }
}

extension BlockList {
    /// The same for the same entries on every machine and after every start.
    var digest: String {
        var hash = SHA256()
        for entry in entries {
            let line = [entry.code, entry.alarm ?? "", entry.source ?? "", entry.reason.zh, entry.reason.en]
            hash.update(data: Array(line.joined(separator: "\u{1F}").utf8) + [0x1E])
        }
        return Hex.string(Array(hash.finalize()))
    }
}
