// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceEvents
import TraceLedger

/// Makes the database of the page benchmark.
struct Fill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Fill a database with units of 20 events each.")

    @Argument var database: String
    @Option var events = 1_000_000
    @Option var eventsPerUnit = 20

    func run() async throws {
        let ledger = try await Ledger(SQLiteDatabase(path: database), clock: benchClock)
        let units = events / eventsPerUnit
        let batch = 100
        let start = ContinuousClock.now
        var names = EPCISDocument(events: [])
        names.vocabularies = Load.masterData
        _ = try await ledger.capture(CaptureRequest(names, caller: .operator))
        for first in stride(from: 0, to: units, by: batch) {
            let events = (first..<min(first + batch, units)).flatMap {
                Load.life(of: $0, events: eventsPerUnit)
            }
            _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        }
        let seconds = (ContinuousClock.now - start).seconds
        FileHandle.standardError.write(Data("filled \(events) events in \(Int(seconds)) s\n".utf8))
        let codes = (0..<units).map(Load.unit).joined(separator: "\n")
        try codes.write(toFile: database + ".codes", atomically: true, encoding: .utf8)
        try ledger.database.close()
    }
}

/// Microseconds since 1970.
@Sendable func benchClock() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }
