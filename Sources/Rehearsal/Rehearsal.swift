// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import SQLStore
package import Simulation
import Supervision
import Synchronization
import TraceEvents
import TraceLedger
package import TraceText

/// Plays a scenario against the real ledger and checker, and compares what they find with what the scenario says.
package struct Rehearsal: Sendable {
    let book: ProfileBook
    let scenarios: ScenarioBook
    /// A new, empty database.
    let database: @Sendable () throws -> any SQLDatabase
    let seed: UInt64
    let until: CivilDate

    package init(
        book: ProfileBook,
        scenarios: ScenarioBook,
        seed: UInt64 = 2026,
        until: CivilDate = CivilDate(year: 2026, month: 6, day: 30),
        database: @escaping @Sendable () throws -> any SQLDatabase
    ) {
        self.book = book
        self.scenarios = scenarios
        self.database = database
        self.seed = seed
        self.until = until
    }

    /// One of its scenarios.
    package func scenario(_ id: String) -> Scenario? { scenarios.scenario(id) }

    /// Rehearses the chain, its variants and its faults, each in runs of its own, in one play.
    ///
    /// - Throws: ``InvalidScenarios`` where it cannot be played; errors of the database.
    package func rehearse(_ scenario: Scenario) async throws -> RehearsalReport {
        var programme = Programme(seed: seed, until: until, days: 90, faults: 1, only: [scenario.id])
        programme.playsFormFaults = true
        programme.settlesEverybody = false
        programme.runs = 3
        let play = try scenarios.play(programme)
        var report = RehearsalReport(scenario: scenario.id)
        let form = Set(scenario.faults.filter(\.isForm).map(\.id))
        let captured = play.records.filter { !($0.fault.map(form.contains) ?? false) }
        report.records = captured.count
        FormCheck(book: book, scenario: scenario, now: Int64(programme.end) * 1000).check(play, into: &report)
        let clock = PlayClock(seconds: programme.end)
        let ledger = try await Ledger(database(), profiles: book, clock: { clock.microseconds })
        defer { try? ledger.database.close() }
        try await capture(captured, into: ledger, &report)
        let parties = PlayParties(play.entries)
        let checker = try await ChainChecker(ledger, book: book, parties: parties)
        try await checker.catchUp()
        let alarms = try await checker.alarms(limit: 1_000_000)
        let comparison = AlarmComparison(book: book, scenario: scenario, play: play)
        let shown = comparison.compare(alarms, into: &report)
        Coverage(book: book, scenario: scenario).check(play, shown: shown, into: &report)
        try await TraceCheck(ledger: ledger, scenario: scenario).check(play, into: &report)
        try await RefusalCheck(book: book, scenario: scenario, parties: parties, database: database)
            .check(play, end: programme.end, into: &report)
        return report
    }

    private func capture(_ records: [PlayRecord], into ledger: Ledger, _ report: inout RehearsalReport)
        async throws
    {
        for start in stride(from: 0, to: records.count, by: 2000) {
            let batch = records[start..<min(start + 2000, records.count)]
            let document = EPCISDocument(events: batch.map(\.event))
            let job = try await ledger.capture(
                CaptureRequest(document, behaviour: .proceed, caller: .operator)
            )
            for problem in job.errors {
                let parts = problem.pointer.split(separator: "/").compactMap { Int($0) }
                let record = parts.first.flatMap { $0 < batch.count ? batch[start + $0] : nil }
                report.add(
                    record?.context ?? "capture",
                    "\(record?.step ?? problem.pointer): not captured: \(problem.detail)"
                )
            }
            if job.repeated > 0 {
                report.add("capture", "\(job.repeated) records are the same as others, in every field")
            }
        }
    }
}

/// A clock that stands where the play says.
final class PlayClock: Sendable {
    private let time: Atomic<Int64>

    init(seconds: Int) { time = Atomic(Int64(seconds) * 1_000_000) }

    var microseconds: Int64 { time.load(ordering: .relaxed) }

    func set(seconds: Int) { time.store(Int64(seconds) * 1_000_000, ordering: .relaxed) }
}

extension PlayRecord {
    /// In which run it stands.
    var context: String {
        if let fault { return "fault \(fault)" }
        if let variant { return "variant \(variant) run \(run)" }
        return "base run \(run)"
    }

    /// The step, with the goods for which a supplied run was played.
    var stepName: String { supply.map { "\($0)/\(step)" } ?? step }
}
