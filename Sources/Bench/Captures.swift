// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceEvents
import TraceLedger
import TraceText

/// Capture without HTTP: documents are decoded, checked and stored by several callers, beside a bare database that
/// takes the same rows.
struct Captures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "captures",
        abstract: "Capture documents in-process on SQLite or PostgreSQL, beside the bare database."
    )

    enum Shape: String, ExpressibleByArgument, CaseIterable {
        /// One event a request.
        case single
        /// 1,000 events of 10 codes.
        case bulk
        /// One aggregation of 3,500 random serials.
        case codes
        /// One aggregation of 10,000 serials that follow one another.
        case runs
    }

    @Argument var shapes: [Shape] = Shape.allCases
    /// As scripts/with-postgres gives it.
    @Option(help: "The address of a PostgreSQL server; without it a file.") var server: String?
    @Option(help: "Codes of other events that are in the index before.") var stored = 0
    @Option(help: "Documents to capture, instead of some seconds' worth.") var count: Int?

    func run() async throws {
        for shape in shapes { try await measure(Work(shape, count)) }
    }

    private func measure(_ work: Work) async throws {
        let store = try ScratchStore(server: server)
        defer { store.remove() }
        let ledger = try await store.ledger("ledger")
        let bare = try await store.ledger("bare")
        for filled in [ledger, bare] where stored > 0 { try await filled.fill(codes: stored) }
        let figure = try await capture(work, in: ledger)
        let floor = try await StoredRows(of: ledger, batch: work.batch).insert(into: bare)
        let before = stored > 0 ? ", \(stored / 1_000_000) M codes stored before" : ""
        Stopwatch.row(
            "\(work.name) on \(store.name)\(before), \(work.callers) callers",
            figure * work.units,
            unit: work.unit,
            floor: floor * work.units,
            floorName: "\(work.unit) inserting the same rows, \(work.batch) events a commit",
            target: work.target
        )
        try ledger.database.close()
        try bare.database.close()
    }

    /// Events a second.
    private func capture(_ work: Work, in ledger: Ledger) async throws -> Double {
        let documents = work.documents
        let start = ContinuousClock.now
        let stored = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<work.callers {
                group.addTask {
                    var stored = 0
                    for index in stride(from: caller, to: documents.count, by: work.callers) {
                        let document = try EPCISJSON.document(documents[index])
                        if work.isSingle {
                            _ = try await ledger.capture(document.events[0], caller: .operator)
                            stored += 1
                        } else {
                            stored += try await ledger.capture(
                                CaptureRequest(document, caller: .operator)
                            ).stored
                        }
                    }
                    return stored
                }
            }
            return try await group.reduce(0, +)
        }
        let seconds = (ContinuousClock.now - start).seconds
        guard stored == work.events else { throw ExitCode.failure }
        return Double(stored) / seconds
    }

    /// What is captured, and how it is told.
    private struct Work: Sendable {
        let name: String
        let unit: String
        /// Units of an event.
        let units: Double
        let callers: Int
        /// Events of one transaction of the bare database.
        let batch: Int
        let target: String
        let isSingle: Bool
        let documents: [[UInt8]]
        let events: Int

        init(_ shape: Shape, _ count: Int?) {
            isSingle = shape == .single
            switch shape {
            case .single:
                (name, unit, units, callers, batch) = ("single events", "events/s", 1, 64, 64)
                target = ""
                documents = (0..<(count ?? 100_000)).map { Self.document([Load.event($0, epcs: 1)]) }
                events = documents.count
            case .bulk:
                (name, unit, units, callers) = ("bulk, 1,000 events × 10 codes", "events/s", 1, 4)
                (batch, target) = (1000, "≥ 60 %, PostgreSQL ≥ 50 %")
                documents = (0..<(count ?? 100)).map { number in
                    Self.document((0..<1000).map { Load.event(number * 1000 + $0, epcs: 10) })
                }
                events = documents.count * 1000
            case .codes:
                (name, unit, units, callers) = ("aggregations of 3,500 random serials", "codes/s", 3500, 4)
                (batch, target) = (1, "≥ 80 %, ≥ 100,000")
                documents = (0..<(count ?? 300)).map { Self.document([Load.delivery($0, codes: 3500)]) }
                events = documents.count
            case .runs:
                (name, unit, units, callers) = (
                    "aggregations of 10,000 serials in a row", "codes/s", 10_000, 4
                )
                (batch, target) = (1, "")
                documents = (0..<(count ?? 100)).map { Self.document([Load.run($0, codes: 10_000)]) }
                events = documents.count
            }
        }

        private static func document(_ events: [Event]) -> [UInt8] {
            EPCISJSON.write(
                EPCISDocument(creationDate: Timestamp(milliseconds: 1_767_225_600_000), events: events)
            )
        }
    }
}
