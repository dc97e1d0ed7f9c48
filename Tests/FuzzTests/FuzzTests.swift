// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import FuzzTargets
import Testing
import TraceTesting

/// Every decoder, fed its seeds and what a seeded generator makes of them. `scripts/fuzz` runs the same with
/// coverage, for as long as one likes.
@Suite("Every decoder takes anything")
struct FuzzTests {
    @Test("and keeps its word on the seeds", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) throws {
        let seeds = try target.seeds()
        #expect(SharedData.isPresent == false || seeds.count > 1)
        for seed in seeds {
            do throws(FuzzTarget.Mismatch) {
                try target.feed(seed)
            } catch {
                Issue.record("\(error)\nof \(String(decoding: seed, as: UTF8.self))")
            }
        }
    }
}
