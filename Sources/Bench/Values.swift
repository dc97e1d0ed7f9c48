// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Crypto
import TraceCodes
import TraceEvents
import TraceText

/// Codes and events in memory, on one core.
struct Values: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Event hash, Digital Link, decoding.")

    func run() {
        hash()
        digitalLink()
        decode()
    }

    private func hash() {
        let events = (0..<1000).map { Load.event($0, epcs: 1) }
        let prehashes = events.map { Array($0.prehash().utf8) }
        var sink: UInt8 = 0
        let floor = Stopwatch.rate {
            sink &+= SHA256.hash(data: prehashes[$0 % 1000]).withUnsafeBytes { $0[0] }
        }
        let rate = Stopwatch.rate { sink &+= events[$0 % 1000].hashDigest()[0] }
        precondition(sink != 1 || sink == 1)
        Stopwatch.row(
            "event hash, one core",
            rate,
            unit: "/s",
            floor: floor,
            floorName: "SHA-256 of the same bytes/s",
            target: "≥ 50,000/s"
        )
    }

    private func digitalLink() {
        let links = (0..<1000).map { number in
            "https://example.com/shop/gtin/06901234567892/ser/A\(number)?linkType=gs1:pip"
        }
        var sink = 0
        let floor = Stopwatch.rate { call in
            var copy = Array(links[call % 1000].utf8)
            copy[0] = 0x68
            sink &+= String(decoding: copy, as: UTF8.self).utf8.count
        }
        let rate = Stopwatch.rate { sink &+= CanonicalCode.canonical(links[$0 % 1000]).utf8.count }
        precondition(sink != 1 || sink == 1)
        Stopwatch.row(
            "Digital Link to canonical, one core",
            rate,
            unit: "/s",
            floor: floor,
            floorName: "copies of the text/s",
            target: "≥ 500,000/s"
        )
    }

    private func decode() {
        for epcs in [1, 10] {
            let events = (0..<1000).map { Load.event($0, epcs: epcs) }
            let bytes = EPCISJSON.write(
                EPCISDocument(creationDate: Timestamp(milliseconds: 0), events: events)
            )
            var sink = 0
            let floor =
                Stopwatch.rate { _ in sink &+= (try? JSONDocument(parsing: bytes))?.root.count ?? 0 } * 1000
            let rate =
                Stopwatch.rate { _ in sink &+= (try? EPCISJSON.document(bytes))?.events.count ?? 0 } * 1000
            precondition(sink != 1 || sink == 1)
            Stopwatch.row(
                "check and decode JSON, \(epcs) EPCs an event",
                rate,
                unit: "events/s",
                floor: floor,
                floorName: "events/s parsed only",
                target: ""
            )
        }
    }
}
