// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Demonstration
import Testing
import TraceCodes
import TraceEvents

@Suite struct MassBalanceTests {
    /// Kilograms of a lot that is counted in pieces.
    private static let liveWeights: [String: Double] = {
        var weights: [String: Double] = [:]
        for event in DefaultSeason.countingEvents {
            guard let weight = event.lotField("liveWeight").flatMap(Double.init) else { continue }
            for element in event.quantities { weights[CanonicalCode.canonical(element.epcClass)] = weight }
        }
        return weights
    }()

    private static let makings: [(used: Double, made: [String: Double])] = {
        var sums: [String: (used: Double, made: [String: Double])] = [:]
        for event in DefaultSeason.countingEvents where event.type == .transformation {
            let id = event.transformationID ?? event.eventID ?? ""
            sums[id, default: (0, [:])].used += event.inputQuantities.reduce(0) { $0 + kilograms($1) }
            for element in event.outputQuantities {
                let product = CanonicalCode.canonical(element.epcClass).product
                sums[id, default: (0, [:])].made[product, default: 0] += kilograms(element)
            }
            for piece in event.outputEPCs {
                let product = CanonicalCode.canonical(piece).product
                sums[id, default: (0, [:])].made[product, default: 0] +=
                    DefaultSeason.pieceKilograms[product] ?? .nan
            }
        }
        return Array(sums.values)
    }()

    private static func kilograms(_ element: QuantityElement) -> Double {
        if element.uom == "KGM" { return element.quantity?.value ?? .nan }
        return liveWeights[CanonicalCode.canonical(element.epcClass)] ?? .nan
    }

    @Test func `What comes out of a making weighs a little less than what went in`() {
        #expect(Self.makings.count > 100)
        for making in Self.makings {
            let out = making.made.values.reduce(0, +)
            #expect((0.8...1.0).contains(out / making.used), "\(out) kg of \(making.used) kg")
        }
    }

    @Test func `A carcass weighs 0.70 to 0.78 of the pig`() {
        let names = DefaultSeason.attribute("urn:qiongsu:mda#nameEnglish")
        var slaughters = 0
        for making in Self.makings {
            let carcass = making.made.filter { names[$0.key] == "Pork carcass halves" }
            guard let weight = carcass.values.first else { continue }
            slaughters += 1
            #expect((0.70...0.78).contains(weight / making.used))
        }
        #expect(slaughters == 18)
    }

    @Test func `No more of a lot is sold or used than there was made`() {
        var made: [String: Double] = [:]
        var gone: [String: Double] = [:]
        for event in DefaultSeason.countingEvents {
            let isBeginning = event.type == .object && event.action == .add
            for element in event.outputQuantities + (isBeginning ? event.quantities : []) {
                made[CanonicalCode.canonical(element.epcClass), default: 0] += Self.kilograms(element)
            }
            let isSale = event.bizStep == "retail_selling"
            for element in event.inputQuantities + (isSale ? event.quantities : []) {
                gone[CanonicalCode.canonical(element.epcClass), default: 0] += Self.kilograms(element)
            }
        }
        #expect(made.count >= 300)
        for (code, weight) in gone { #expect(weight <= (made[code] ?? 0) + 0.001, "\(code)") }
    }

    @Test func `A farm batch has as many ear tags as pigs, and no tag twice`() {
        var tags: [ClosedRange<Int>] = []
        for event in DefaultSeason.countingEvents {
            guard let first = event.lotField("earTagFirst"), let last = event.lotField("earTagLast") else {
                continue
            }
            #expect(first.count == 15 && first.hasPrefix("146") && first.prefix(7) == last.prefix(7))
            let (low, high) = (Int(first) ?? 0, Int(last) ?? 0)
            #expect(Double(high - low + 1) == event.quantities.first?.quantity?.value)
            #expect(!tags.contains { $0.overlaps(low...high) })
            tags.append(low...high)
        }
        #expect(tags.count > 30)
    }
}
