// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import Testing
import TraceCodes
import TraceEvents
import TraceLedger
import TraceTesting
import TraceText

@testable import TraceGraph

@Suite("Recall scope")
struct RecallScopeTests {
    private static let lot = "https://id.gs1.org/01/06901234567892/10/BAD"
    private static let farm = "https://id.gs1.org/414/6901234000016"
    private static let depot = "https://id.gs1.org/414/6901234000023"
    private static let shop = "https://id.gs1.org/414/6901234000030"
    private static let keeper = "https://id.gs1.org/417/6901234000047"

    private func scope(
        _ events: [Event],
        of code: String = lot,
        sharedInputs: Bool = false
    ) async throws -> RecallScope {
        let ledger = try await TestLedger.make()
        _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        let found = try await ledger.recallScope(
            CanonicalCode.identify(code),
            includesSharedInputs: sharedInputs
        )
        return try #require(found)
    }

    /// `place status quantity` of each holding of a code.
    private func whereabouts(_ scope: RecallScope, of code: String = lot) -> [String] {
        scope.holdings.filter { $0.code.canonical == code }.map { holding in
            let amount = holding.quantity.map { RecallScope.text($0) } ?? "?"
            return "\(holding.place.map(name) ?? "nowhere") \(holding.status.rawValue) \(amount)"
        }
        .sorted()
    }

    private func name(_ place: String) -> String {
        [Self.farm: "farm", Self.depot: "depot", Self.shop: "shop"][place] ?? place
    }

    @Test("A lot is where its amounts went: kept, on the way, received, used, sold")
    func split() async throws {
        var events = [harvest(1000, at: 0)]
        events.append(shipping(600, from: Self.farm, to: Self.shop, at: 10))
        events.append(shipping(100, from: Self.farm, to: Self.depot, at: 20))
        #expect(
            whereabouts(try await scope(events)) == [
                "depot in-transit 100", "farm held 300", "shop in-transit 600",
            ]
        )
        events.append(receiving(600, at: Self.shop, 30))
        #expect(
            whereabouts(try await scope(events)) == [
                "depot in-transit 100", "farm held 300", "shop held 600",
            ]
        )
        events.append(sale(of: 600, at: Self.shop, 40))
        #expect(whereabouts(try await scope(events)) == ["depot in-transit 100", "farm held 300"])
        events.append(use(of: 300, at: Self.farm, making: ["https://id.gs1.org/01/06901234567892/21/1"], 50))
        events.append(receiving(100, at: Self.depot, 60))
        #expect(whereabouts(try await scope(events)) == ["depot held 100"])
    }

    @Test("Who received the goods holds them")
    func holder() async throws {
        let scope = try await scope([
            harvest(10, at: 0), shipping(10, from: Self.farm, to: Self.shop, at: 10),
            receiving(10, at: Self.shop, 20),
        ])
        #expect(scope.holdings.map(\.holder) == [Self.keeper])
        #expect(scope.holdings.map(\.lastStep) == ["receiving"])
    }

    @Test("A pack travels with its pallet and stays where it was sold")
    func containers() async throws {
        let packs = (1...2).map { "https://id.gs1.org/01/06901234567892/21/\($0)" }
        let pallet = "https://id.gs1.org/00/069012340000000016"
        var events = [harvest(10, at: 0), use(of: 10, at: Self.farm, making: packs, 10)]
        events.append(packing(packs, into: pallet, at: Self.farm, 20))
        events.append(
            .at(30, .object) {
                ($0.epcs, $0.action, $0.bizStep) = ([pallet], .observe, "shipping")
                $0.readPoint = Location(id: Self.farm)
            }
        )
        events.append(arrival(of: pallet, at: Self.shop, 40))
        let arrived = try await scope(events)
        #expect(whereabouts(arrived, of: packs[0]) == ["shop held 1"])
        #expect(arrived.holdings.first { $0.code.canonical == packs[0] }?.container == pallet)
        events.append(
            .at(50, .aggregation) {
                ($0.parentID, $0.action, $0.bizStep) = (pallet, .delete, "unpacking")
                $0.bizLocation = Location(id: Self.shop)
            }
        )
        events.append(
            .at(60, .object) {
                ($0.epcs, $0.action, $0.bizStep) = ([packs[0]], .observe, "retail_selling")
                ($0.disposition, $0.bizLocation) = ("retail_sold", Location(id: Self.shop))
            }
        )
        let sold = try await scope(events)
        #expect(whereabouts(sold, of: packs[0]) == ["shop ended 1"])
        #expect(whereabouts(sold, of: packs[1]) == ["shop held 1"])
        #expect(sold.holdings.allSatisfy { $0.container == nil })
    }

    @Test("Of a thousand units shipped in one event each is on its way, and those beside them are not meant")
    func manyObjects() async throws {
        let packs = (0..<1_000).map { "https://id.gs1.org/01/06901234567892/21/\($0)" }
        var events = [harvest(10, at: 0), use(of: 10, at: Self.farm, making: packs, 10)]
        events.append(
            .at(20, .object) {
                $0.epcs = packs.dropFirst(500).flatMap { [$0, $0 + "X"] }
                ($0.action, $0.bizStep) = (.observe, "shipping")
                $0.readPoint = Location(id: Self.farm)
                $0.destinations = [PartyOrPlace(type: "location", id: Self.shop)]
            }
        )
        let scope = try await scope(events)
        #expect(scope.unitCount == 1_001)
        #expect(scope.holdings.count == 1_001)
        let places = Dictionary(grouping: scope.holdings, by: \.status).mapValues { Set($0.map(\.place)) }
        #expect(
            scope.holdings.filter { $0.status == .held }.map(\.code.canonical) == Array(packs.prefix(500))
        )
        #expect(places[.inTransit] == [Self.shop])
        #expect(scope.gaps.filter { $0.kind == .shipmentNobodyReceived }.count == 500)
    }

    @Test("What shares an input is in the scope only when that is asked for")
    func sharedInputs() async throws {
        let feed = "https://id.gs1.org/01/06901234567892/10/FEED"
        let sister = "https://id.gs1.org/01/06901234567892/10/SISTER"
        let events = [Self.lot, sister].enumerated().map { number, output in
            Event.at(number, .transformation) {
                $0.inputQuantities = [QuantityElement(epcClass: feed, quantity: .init(literal: "5"))]
                $0.outputQuantities = [QuantityElement(epcClass: output, quantity: .init(literal: "5"))]
                $0.bizLocation = Location(id: Self.farm)
            }
        }
        #expect(try await scope(events).holdings.map(\.code.canonical) == [Self.lot])
        let wide = try await scope(events, sharedInputs: true)
        #expect(wide.holdings.first { $0.code.canonical == sister }?.cause == .sharedInput)
        #expect(wide.holdings.first { $0.code.canonical == Self.lot }?.cause == .start)
    }

    @Test("The table opens in a spreadsheet: byte order mark, a row a holding, no cell runs as a formula")
    func csv() async throws {
        let place = "https://places.example/=1+1,\"x\""
        let scope = try await scope([
            harvest(2.5, at: 0),
            .at(1, .object) {
                $0.quantities = [
                    QuantityElement(epcClass: Self.lot, quantity: .init(literal: "1"), uom: "KGM")
                ]
                ($0.action, $0.bizStep, $0.bizLocation) = (.observe, "receiving", Location(id: place))
            },
        ])
        let lines = scope.csv.split(separator: "\r\n")
        #expect(scope.csv.hasPrefix("\u{FEFF}code,level,cause,place,holder,quantity,uom,"))
        #expect(lines.count == 3)
        #expect(lines[1].contains(",2.5,KGM,,held,"))
        #expect(lines[2].contains("\"https://places.example/=1+1,\"\"x\"\"\""))
        var table = CSVTable(["a"])
        table.add(["=1+1"])
        table.add(["-5"])
        #expect(table.text == "\u{FEFF}a\r\n'=1+1\r\n-5\r\n")
    }

    @Test("Whatever is shipped, received, used and sold, the amounts add up to what was harvested")
    func balance() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let total = Int.random(in: 100...1000, using: &random)
            var events = [harvest(Double(total), at: 0)]
            var stock = [Self.farm: total]
            var way: [(String, Int)] = []
            var gone = 0
            for second in 1...30 {
                let stocked = stock.filter { $0.value > 0 }.keys.sorted()
                guard let place = stocked.randomElement(using: &random) else { break }
                let amount = Int.random(in: 1...(stock[place] ?? 1), using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    events.append(sale(of: amount, at: place, second))
                    stock[place, default: 0] -= amount
                    gone += amount
                case 1 where !way.isEmpty:
                    // Sums of what is on the way to one place cannot be told apart, so all of it arrives.
                    let (target, _) = way[Int.random(in: 0..<way.count, using: &random)]
                    let sum = way.filter { $0.0 == target }.reduce(0) { $0 + $1.1 }
                    way.removeAll { $0.0 == target }
                    events.append(receiving(sum, at: target, second))
                    stock[target, default: 0] += sum
                default:
                    let target = [Self.farm, Self.depot, Self.shop].filter { $0 != place }
                        .randomElement(using: &random)
                    guard let target else { continue }
                    events.append(shipping(amount, from: place, to: target, at: second))
                    stock[place, default: 0] -= amount
                    way.append((target, amount))
                }
            }
            let holdings = try await scope(events).holdings
            func sum(_ status: RecallScope.Status) -> Double {
                holdings.filter { $0.status == status }.compactMap(\.quantity).reduce(0, +)
            }
            let inStock = stock.values.reduce(0, +)
            #expect(sum(.held) == Double(inStock), "seed \(seed)")
            #expect(sum(.inTransit) == Double(way.reduce(0) { $0 + $1.1 }), "seed \(seed)")
            #expect(inStock + way.reduce(0) { $0 + $1.1 } + gone == total)
            for (place, amount) in stock where amount > 0 {
                let held = holdings.first { $0.place == place && $0.status == .held }
                #expect(held?.quantity == Double(amount), "seed \(seed)")
            }
        }
    }
}

extension RecallScopeTests {
    private func amount(_ quantity: Double) -> [QuantityElement] {
        [
            QuantityElement(
                epcClass: Self.lot,
                quantity: DecimalNumber(literal: RecallScope.text(quantity)),
                uom: "KGM"
            )
        ]
    }

    private func harvest(_ quantity: Double, at second: Int) -> Event {
        .at(second, .object) {
            ($0.quantities, $0.action, $0.bizStep) = (amount(quantity), .add, "commissioning")
            $0.bizLocation = Location(id: Self.farm)
        }
    }

    private func shipping(_ quantity: Int, from place: String, to target: String, at second: Int) -> Event {
        .at(second, .object) {
            ($0.quantities, $0.action, $0.bizStep) = (amount(Double(quantity)), .observe, "shipping")
            $0.readPoint = Location(id: place)
            $0.destinations = [PartyOrPlace(type: "location", id: target)]
        }
    }

    private func receiving(_ quantity: Int, at place: String, _ second: Int) -> Event {
        .at(second, .object) {
            ($0.quantities, $0.action, $0.bizStep) = (amount(Double(quantity)), .observe, "receiving")
            $0.bizLocation = Location(id: place)
            $0.destinations = [PartyOrPlace(type: "possessing_party", id: Self.keeper)]
        }
    }

    private func sale(of quantity: Int, at place: String, _ second: Int) -> Event {
        .at(second, .object) {
            ($0.quantities, $0.action, $0.bizStep) = (amount(Double(quantity)), .delete, "retail_selling")
            $0.bizLocation = Location(id: place)
        }
    }

    private func use(of quantity: Int, at place: String, making outputs: [String], _ second: Int) -> Event {
        .at(second, .transformation) {
            $0.inputQuantities = amount(Double(quantity))
            $0.outputEPCs = outputs
            $0.bizLocation = Location(id: place)
        }
    }

    private func packing(_ packs: [String], into pallet: String, at place: String, _ second: Int) -> Event {
        .at(second, .aggregation) {
            ($0.parentID, $0.childEPCs, $0.action, $0.bizStep) = (pallet, packs, .add, "packing")
            $0.bizLocation = Location(id: place)
        }
    }

    private func arrival(of unit: String, at place: String, _ second: Int) -> Event {
        .at(second, .object) {
            ($0.epcs, $0.action, $0.bizStep) = ([unit], .observe, "receiving")
            $0.bizLocation = Location(id: place)
        }
    }
}
