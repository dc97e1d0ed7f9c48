// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceEvents
import TraceLedger

/// What the database alone does with the rows of the bulk benchmark.
struct BulkFloor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Insert the rows of the bulk benchmark, made beforehand, with prepared statements; print events/s."
    )

    @Option var count = 40
    @Option var events = 1000
    @Option var epcs = 10
    @Option(help: "Codes of each event, which is a delivery bill then.") var codes = 0
    @Option(help: "The number of the first document.") var first = 0
    @Option(help: "A filled database that takes the rows; an empty one by default.") var into: String?

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "source.db").path
        let made = try await Ledger(SQLiteDatabase(path: source), clock: benchClock)
        for number in first..<first + count {
            let batch = Load.document(number, events: events, epcs: epcs, codes: codes)
            _ = try await made.capture(CaptureRequest(EPCISDocument(events: batch), caller: .operator))
        }
        let target = try await Ledger(
            SQLiteDatabase(path: into ?? folder.appending(path: "floor.db").path),
            clock: benchClock
        )
        print(Int(try await StoredRows(of: made, batch: events).insert(into: target)))
    }
}
