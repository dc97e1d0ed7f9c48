// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import Registry
import SQLStore
import Supervision
import Synchronization
import TraceEvents
import TraceLedger
import TraceText

/// What checking by the profiles costs: simulated documents captured with it and without.
struct Checking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Capture the documents of a simulation with and without profile checking; print a row of the table."
    )

    /// As `qiongsu simulate --output` wrote it.
    @Argument var folder: String
    @Option var callers = 4
    /// With and without in turn, because the machine's own speed changes meanwhile.
    @Option var rounds = 3
    @Option(help: "What each half of the checker's memory holds, in identifiers.") var shelf =
        ChainChecker.shelfCapacity
    @Flag(help: "Only capture and check once, and print the most memory that it took, in MB.") var memory =
        false

    func run() async throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasPrefix("events-") }.sorted()
        let documents = try names.map { [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) }
        let registry = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/registry.jsonl")))
        let book = try ProfileBook.embedded()
        if memory {
            _ = try await capture(documents, (book, registry))
            print(Int(Stopwatch.peakMegabytes))
            return
        }
        var (without, with) = (Total(), Total())
        for _ in 0..<rounds {
            without.add(try await capture(documents, nil))
            with.add(try await capture(documents, (book, registry)))
        }
        let (plain, checked) = (without.rate, with.rate)
        let ratio = "\(Int((checked / plain * 100).rounded())) %"
        print(
            [
                "bulk capture with profile checking, all alarms raised, \(with.events / rounds) simulated events",
                "\(Int(checked)) events/s", "\(Int(plain)) events/s without checking", ratio, "≥ 60 %",
            ].joined(separator: "\t")
        )
    }

    private struct Total {
        var events = 0
        var seconds = 0.0

        mutating func add(_ run: (events: Int, seconds: Double)) {
            events += run.events
            seconds += run.seconds
        }

        /// Events per second.
        var rate: Double { Double(events) / seconds }
    }

    /// Takes every document as the server does, and with profiles checks it beside, until both are done.
    private func capture(_ documents: [[UInt8]], _ chain: (book: ProfileBook, registry: [UInt8])?)
        async throws
        -> (events: Int, seconds: Double)
    {
        let path = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).db")
            .path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let ledger = try await Ledger(SQLiteDatabase(path: path), profiles: chain?.book, clock: benchClock)
        let checker = try await chain.asyncMap { try await self.checker(ledger, $0.book, $0.registry) }
        let isDone = Atomic(false)
        let start = ContinuousClock.now
        async let checking: Void = {
            while let checker, !isDone.load(ordering: .acquiring) {
                try await checker.catchUp()
                try await Task.sleep(for: .milliseconds(100))
            }
        }()
        let callers = callers
        let events = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    var stored = 0
                    for index in stride(from: caller, to: documents.count, by: callers) {
                        let document = try EPCISJSON.document(documents[index])
                        let request = CaptureRequest(document, behaviour: .proceed, caller: .operator)
                        stored += try await ledger.capture(request).stored
                    }
                    return stored
                }
            }
            return try await group.reduce(0, +)
        }
        isDone.store(true, ordering: .releasing)
        try await checking
        try await checker?.catchUp()
        return (events, (ContinuousClock.now - start).seconds)
    }

    private func checker(_ ledger: Ledger, _ book: ProfileBook, _ lines: [UInt8]) async throws
        -> ChainChecker
    {
        let registry = try await RegistryBook(ledger.database, profiles: book, clock: benchClock)
        let read = RegistryImport(lines, book: book, regions: registry.regions)
        _ = try await registry.record(read.entries)
        return try await ChainChecker(ledger, book: book, parties: registry, shelfCapacity: shelf)
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        if let self { try await transform(self) } else { nil }
    }
}
