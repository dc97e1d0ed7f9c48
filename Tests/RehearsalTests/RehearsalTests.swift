// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Rehearsal
import Simulation
import Testing

@Suite struct RehearsalTests {
    @Test(arguments: TestProvince.scenarios.scenarios.map(\.id))
    func `Every chain, variant and fault of a category is as its scenario says`(id: String) async throws {
        let scenario = try #require(TestProvince.scenarios.scenario(id))
        let rehearsal = Rehearsal(
            book: TestProvince.book,
            scenarios: TestProvince.scenarios,
            database: { try TestLedger.database() }
        )
        let report = try await rehearsal.rehearse(scenario)
        #expect(report.remarks.isEmpty, "\(report.remarks.map(\.description).joined(separator: "\n"))")
        #expect(report.records > 0 && report.alarms > 0)
    }

    @Test func `Every profile has a scenario`() {
        #expect(TestProvince.scenarios.scenarios.map(\.id) == TestProvince.book.ids.sorted())
    }

    @Test func `A scenario that says something else is told what is otherwise`() async throws {
        let report = try await rehearse("expect: [{alarm: PL-06, step: entering}]", "from: office, ")
        let remarks = report.remarks.map(\.description)
        #expect(remarks.contains { $0.contains("fault other: missing PL-06 at entering") }, "\(remarks)")
        #expect(remarks.contains { $0.contains("unexpected PL-05 at entering") }, "\(remarks)")
        #expect(remarks.contains { $0.contains("stage thing/use is never played") }, "\(remarks)")
        #expect(remarks.contains { $0.contains("rule T-01 (element-value) of thing/use is never shown") })
    }

    @Test func `A mistake in a scenario is told with file and line`() throws {
        #expect {
            try TestScenario.scenarios("expect: [{alarm: PL-06, step: nowhere}]", "by: nobody, ")
        } throws: { error in
            let reasons = (error as? InvalidScenarios)?.faults.map(\.description) ?? []
            return reasons.contains { $0.hasPrefix("thing.yaml:") && $0.contains("“nowhere”") }
                && reasons.contains {
                    $0.hasPrefix("thing.yaml:") && $0.contains("there is no role “nobody”")
                }
        }
    }

    private func rehearse(_ expected: String, _ field: String) async throws -> RehearsalReport {
        let rehearsal = Rehearsal(
            book: TestScenario.book,
            scenarios: try TestScenario.scenarios(expected, field),
            database: { try TestLedger.database() }
        )
        let scenario = try #require(rehearsal.scenario("thing"))
        return try await rehearsal.rehearse(scenario)
    }
}
