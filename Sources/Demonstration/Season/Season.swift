// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Every run of every chain once: the unit in which the demonstration grows.
///
/// Only one season is in memory at a time. Numbers go on from one season to the next.
struct Season: Sendable {
    /// In the order in which the records reach the platform.
    let events: [CapturedEvent]
    /// The canonical code of the piece to show of each chain.
    let shown: [String: String]

    init(book: Book, seed: UInt64, number: Int, roll: inout NumberRoll) {
        var events: [CapturedEvent] = []
        var shown: [String: String] = [:]
        for chain in book.chains.chains {
            for run in 0..<chain.season.runs {
                var chainRun = ChainRun(
                    book: book,
                    chain: chain,
                    number: run,
                    dice: Dice(seed: seed &+ UInt64(number), part: chain.id, number: run),
                    roll: roll
                )
                chainRun.go(from: Self.start(of: run, in: chain))
                roll = chainRun.roll
                events += chainRun.log
                if run >= chain.showcase.run, shown[chain.id] == nil { shown[chain.id] = chainRun.firstSold }
            }
        }
        self.events = events.enumerated()
            .sorted { ($0.element.capturedAt, $0.offset) < ($1.element.capturedAt, $1.offset) }
            .map(\.element)
        self.shown = shown
    }

    /// The runs begin evenly over the season.
    private static func start(of run: Int, in chain: Chain) -> Int {
        guard let first = Timestamp(chain.season.first + "T00:00:00+08:00"),
            let last = Timestamp(chain.season.last + "T00:00:00+08:00")
        else { preconditionFailure("the season of \(chain.id) is two dates") }
        let days = Int(last.milliseconds - first.milliseconds) / 86_400_000
        let day = chain.season.runs > 1 ? days * run / (chain.season.runs - 1) : 0
        return Int(first.milliseconds / 1000) + day * 86_400
    }
}
