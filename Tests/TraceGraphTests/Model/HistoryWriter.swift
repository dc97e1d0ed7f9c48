// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceTesting
import TraceText

/// Writes the events of a history as EPCIS events, its units as GS1 codes.
struct HistoryWriter {
    let history: History
    let spelling: Spelling

    enum Spelling: Sendable {
        case urn, link
        /// Each mention as a URN or as a Digital Link of one of two hosts, by chance.
        case mixed
    }

    func event(_ event: HistoryEvent) -> Event {
        var written = Event(
            type: event.type,
            eventTime: Timestamp(milliseconds: event.time),
            timeZoneOffset: "+08:00"
        )
        var random = SeededGenerator(seed: UInt64(history.world) << 20 + UInt64(event.id))
        written.eventID = Self.eventID(event.id, world: history.world)
        written.action = event.action
        written.bizStep = event.step
        (written.epcs, written.quantities) = lists(event.objects, &random)
        written.parentID = event.parent.map { spelled(code($0), &random) }
        (written.childEPCs, written.childQuantities) = lists(event.children, &random)
        (written.inputEPCs, written.inputQuantities) = lists(event.inputs, &random)
        (written.outputEPCs, written.outputQuantities) = lists(event.outputs, &random)
        written.transformationID = event.transformationID.map { spelled(transformationCode($0), &random) }
        if let number = event.declaration {
            written.errorDeclaration = ErrorDeclaration(
                declarationTime: Timestamp(milliseconds: event.time + Int64(number + 1) * 1000),
                reason: "did_not_occur"
            )
        }
        return written
    }

    /// The key by which an answer names a unit: its Digital Link on id.gs1.org (CBV 2.0, event hash).
    func canonical(_ unit: Int) -> String { "https://id.gs1.org" + code(unit).path }

    static func eventID(_ id: Int, world: Int) -> String { "urn:qiongsu-test:\(world):\(id)" }

    private func lists(_ units: [Int], _ random: inout SeededGenerator) -> ([String], [QuantityElement]) {
        var (single, amounts): ([String], [QuantityElement]) = ([], [])
        for unit in units {
            let code = spelled(code(unit), &random)
            if history.units[unit].isInstance {
                single.append(code)
            } else {
                let amount = Int.random(in: 0..<50, using: &random)
                let known = amount > 0
                amounts.append(
                    QuantityElement(
                        epcClass: code,
                        quantity: known ? DecimalNumber(literal: "\(amount)") : nil,
                        uom: known && amount % 2 == 0 ? "KGM" : nil
                    )
                )
            }
        }
        return (single, amounts)
    }

    private func spelled(_ code: Code, _ random: inout SeededGenerator) -> String {
        // Drawn for every spelling, so that the rest of the event is the same in all.
        let draw = Int.random(in: 0..<4, using: &random)
        return switch spelling {
        case .urn: code.urn
        case .link: "https://id.gs1.org" + code.path
        case .mixed:
            draw < 2 ? code.urn : (draw == 2 ? "https://id.gs1.org" : "https://dl.example.com") + code.path
        }
    }
}

extension HistoryWriter {
    /// One code in its two spellings.
    struct Code {
        let urn: String
        /// The Digital Link after its host.
        let path: String
    }

    private static let prefix = "6901234"

    private func code(_ unit: Int) -> Code {
        let name = "w\(history.world)u\(unit)"
        let number = history.world * 100 + unit
        let indicator = "\(1 + number / 100_000)"
        let item = Self.padded(number % 100_000, 5)
        let gtin = Self.checked(indicator + Self.prefix + item)
        let product = "\(Self.prefix).\(indicator)\(item)"
        switch history.units[unit] {
        case .instance:
            return Code(urn: "urn:epc:id:sgtin:\(product).\(name)", path: "/01/\(gtin)/21/\(name)")
        case .lot: return Code(urn: "urn:epc:class:lgtin:\(product).\(name)", path: "/01/\(gtin)/10/\(name)")
        case .product: return Code(urn: "urn:epc:idpat:sgtin:\(product).*", path: "/01/\(gtin)")
        case .asset:
            return Code(urn: "urn:epc:id:giai:\(Self.prefix).\(name)", path: "/8004/\(Self.prefix)\(name)")
        case .container:
            let serial = Self.padded(number, 9)
            return Code(
                urn: "urn:epc:id:sscc:\(Self.prefix).3\(serial)",
                path: "/00/\(Self.checked("3" + Self.prefix + serial))"
            )
        }
    }

    private func transformationCode(_ number: Int) -> Code {
        let serial = "w\(history.world)x\(number)"
        return Code(
            urn: "urn:epc:id:gdti:\(Self.prefix).12345.\(serial)",
            path: "/253/\(Self.checked(Self.prefix + "12345"))\(serial)"
        )
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The digits with their check digit (GS1 General Specifications §7.9).
    private static func checked(_ digits: String) -> String {
        let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, digit in
            sum + Int(digit.element - 48) * (digit.offset % 2 == 0 ? 3 : 1)
        }
        return digits + "\((10 - sum % 10) % 10)"
    }
}
