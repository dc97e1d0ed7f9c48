// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
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
            $0.key("lines")
            $0.array { writer in for line in lines { line.write(to: &writer) } }
        }
    }
}

extension Settlement.Line {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("stage", stage.reference)
            $0.member("eventID", eventID)
            $0.member("total", total)
            $0.objects("units", goods) { item, writer in
                writer.member("code", item.code)
                writer.member("quantity", item.quantity)
                writer.member("measure", item.measure)
            }
            for (element, value) in values {
                if let number = value.number {
                    $0.member(element.id, number)
                } else {
                    $0.member(element.id, value.texts.joined(separator: "; "))
                }
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
    /// What a rule found in a record.
    mutating func finding(_ finding: Finding, _ book: ProfileBook) {
        object {
            $0.member("alarm", finding.rule.alarm)
            $0.member("level", finding.rule.level.rawValue)
            $0.member("effect", finding.rule.effect.rawValue)
            $0.member("rule", finding.rule.kind.name)
            $0.member("field", finding.field)
            $0.member("value", finding.details.value)
            $0.member("expected", finding.details.expected)
            $0.member(
                "message",
                LocalName(zh: book.text(of: finding, .chinese), en: book.text(of: finding, .english))
            )
            $0.member("basis", finding.rule.basis)
        }
    }

    /// What is wrong with a field of a record.
    mutating func fault(_ fault: RecordFault, of stage: Stage, _ book: ProfileBook) {
        object {
            $0.member("field", fault.field)
            $0.member("reason", fault.reason.rawValue)
            $0.member("value", fault.value)
            $0.member("expected", fault.expected)
            $0.member(
                "message",
                LocalName(
                    zh: book.text(of: fault, stage: stage, .chinese),
                    en: book.text(of: fault, stage: stage, .english)
                )
            )
        }
    }
}

/// FNV-1a: the same list has the same tag on every machine and after every start.
struct Hasher32 {
    private var hash: UInt32 = 0x811C_9DC5

    mutating func add(_ text: String) {
        for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        hash = (hash ^ 0x0A) &* 0x0100_0193
    }

    var text: String { String(hash, radix: 16) }
}
