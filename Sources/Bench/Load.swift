// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// The events of the benchmarks: like what a distributor sends, every code and reference in place.
enum Load {
    private static let places = keys(count: 200) { "https://id.gs1.org/414/\($0)" }
    private static let parties = keys(count: 200) { "https://id.gs1.org/417/\($0)" }
    private static let products = (0..<50).map { number in
        let body = "0690123\(padded(number, 6))"
        return "https://id.gs1.org/01/\(body)\(checkDigit(body))"
    }

    /// The names of every place, party and product of the events.
    static var masterData: [Vocabulary] {
        func named(_ ids: [String], _ type: String, _ attribute: String, _ name: (Int) -> (String, String))
            -> Vocabulary
        {
            let elements = ids.enumerated().map { number, id in
                let (chinese, english) = name(number)
                return VocabularyElement(
                    id: id,
                    attributes: [
                        .init(id: "urn:epcglobal:cbv:mda#\(attribute)", value: .string(chinese)),
                        .init(id: "urn:qiongsu:mda#nameEnglish", value: .string(english)),
                    ]
                )
            }
            return Vocabulary(type: "urn:epcglobal:epcis:vtype:\(type)", elements: elements)
        }
        return [
            named(places, "Location", "name") { ("第\($0)仓库", "Warehouse \($0)") },
            named(parties, "SourceDest", "name") { ("第\($0)供应链有限公司", "Supply Chain Company \($0)") },
            named(products, "EPCClass", "descriptionShort") { ("第\($0)种产品", "Product \($0)") },
        ]
    }

    /// One shipping or receiving event of some instances of one product.
    ///
    /// - Parameter index: makes the event and its codes unlike every other's.
    static func event(_ index: Int, epcs: Int) -> Event {
        let time = Timestamp(milliseconds: 1_767_225_600_000 + Int64(index) * 1000)
        var event = Event(type: .object, eventTime: time, timeZoneOffset: "+08:00")
        let product = products[index / 100 % products.count]
        event.epcs = (0..<epcs).map { "\(product)/21/\(serial(index * epcs + $0))" }
        event.action = .observe
        event.bizStep = index.isMultiple(of: 2) ? "shipping" : "receiving"
        event.disposition = index.isMultiple(of: 2) ? "in_transit" : "in_progress"
        event.readPoint = Location(id: places[index % places.count])
        event.bizLocation = Location(id: places[index % places.count])
        event.bizTransactions = [
            BizTransaction(type: "desadv", id: "urn:epcglobal:cbv:bt:6901234567892:D\(index / 20)")
        ]
        event.sources = [PartyOrPlace(type: "possessing_party", id: parties[index % parties.count])]
        event.destinations = [
            PartyOrPlace(type: "possessing_party", id: parties[(index + 7) % parties.count])
        ]
        return event
    }

    /// The index keys of each product's serials.
    static var productKeys: [ClosedRange<Int64>] { products.map { LinkKey.range(sharing: $0) } }

    /// A delivery bill: serial numbers in no order, of five products, packed into one container.
    static func delivery(_ index: Int, codes: Int) -> Event {
        var event = event(index, epcs: 0)
        event.type = .aggregation
        event.action = .add
        event.bizStep = "packing"
        event.parentID = "https://id.gs1.org/00/\(sscc(index))"
        event.childEPCs = (0..<codes).map { number in
            let product = products[(index * 5 + number % 5) % products.count]
            return "\(product)/21/\(mixed(UInt64(index * codes + number)))"
        }
        event.sources = []
        event.destinations = []
        return event
    }

    /// The packing of serial numbers of one product that follow one another.
    static func run(_ index: Int, codes: Int) -> Event {
        var event = delivery(index, codes: 0)
        let product = products[index % products.count]
        event.childEPCs = (0..<codes).map { "\(product)/21/\(padded(index * codes + 17 + $0, 10))" }
        return event
    }

    /// The events of a document of the bulk benchmarks.
    ///
    /// - Parameter codes: of a bill; 0: no bills.
    static func document(_ number: Int, events: Int, epcs: Int, codes: Int) -> [Event] {
        (0..<events).map {
            let index = number * events + $0
            return codes > 0 ? delivery(index, codes: codes) : event(index, epcs: epcs)
        }
    }

    /// How many lots come of one, boxes of each lot, packs of each box.
    typealias FanOut = (lots: Int, boxes: Int, packs: Int)

    /// The times of the events of ``split(_:fanOut:)``, in milliseconds since 1970.
    static func splitTimes(_ fanOut: FanOut) -> [Int64] {
        (0..<1 + fanOut.lots + fanOut.lots * fanOut.boxes).map(splitTime)
    }

    private static func splitTime(_ index: Int) -> Int64 { 1_767_225_600_000 + Int64(index) * 60_000 }

    /// A lot that becomes lots, boxes and packs, by one transformation each.
    static func split(_ lot: String, fanOut: FanOut) -> [Event] {
        var events: [Event] = []
        func transform(_ input: String, _ outputs: [String]) {
            let time = splitTime(events.count)
            var event = Event(
                type: .transformation,
                eventTime: Timestamp(milliseconds: time),
                timeZoneOffset: "+08:00"
            )
            event.inputEPCs = [input]
            event.outputEPCs = outputs
            event.bizStep = "repackaging"
            event.readPoint = Location(id: places[events.count % places.count])
            events.append(event)
        }
        let lots = (0..<fanOut.lots).map { "\(lot)-\($0)" }
        transform(lot, lots)
        var boxes: [String] = []
        for (number, lot) in lots.enumerated() {
            let own = (0..<fanOut.boxes).map { "\(box)/21/B\(number)-\($0)" }
            transform(lot, own)
            boxes += own
        }
        for (number, box) in boxes.enumerated() {
            transform(box, (0..<fanOut.packs).map { "\(pack)/21/P\(number)-\($0)" })
        }
        return events
    }

    /// The products of the boxes and packs of ``split(_:fanOut:)``.
    static let box = "https://id.gs1.org/01/16901234567899"
    static let pack = "https://id.gs1.org/01/06901028075831"

    /// Sixteen digits by the finaliser of SplitMix64.
    private static func mixed(_ number: UInt64) -> String {
        var value = number &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return padded(Int((value ^ (value >> 31)) % 10_000_000_000_000_000), 16)
    }

    private static func sscc(_ number: Int) -> String {
        let body = "06901234" + padded(number, 9)
        return body + String(checkDigit(body))
    }

    /// A unit's life of that many events: one commissioning, then movements. Unit 0 has the first numbers.
    static func life(of unit: Int, events: Int) -> [Event] {
        let code = self.unit(unit)
        return (0..<events).map { step in
            var event = event(unit * events + step, epcs: 0)
            event.epcs = [code]
            event.action = step == 0 ? .add : .observe
            event.bizStep = step == 0 ? "commissioning" : event.bizStep
            return event
        }
    }

    /// The code of a unit of ``life(of:events:)``.
    static func unit(_ number: Int) -> String { "\(products[number % products.count])/21/\(serial(number))" }

    /// Serial numbers that do not follow one another, as issuers hand them out.
    private static func serial(_ number: Int) -> String {
        padded(Int(truncatingIfNeeded: UInt64(number) &* 2_654_435_761 % 1_000_000_007), 10)
    }

    private static func keys(count: Int, _ uri: (String) -> String) -> [String] {
        (0..<count).map { number in
            let body = "690123\(padded(number, 6))"
            return uri("\(body)\(checkDigit(body))")
        }
    }

    /// The GS1 check digit (GS1 General Specifications §7.9).
    private static func checkDigit(_ body: String) -> Int {
        let sum = body.reversed().enumerated().reduce(0) {
            $0 + ($1.element.wholeNumberValue ?? 0) * ($1.offset.isMultiple(of: 2) ? 3 : 1)
        }
        return (10 - sum % 10) % 10
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
