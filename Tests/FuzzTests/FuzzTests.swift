// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import FuzzTargets
import Testing
import TraceTesting

/// Every decoder, fed what the fuzzer begins with. `scripts/fuzz` makes other texts of it, for as long as one likes.
@Suite("Every decoder takes anything")
struct FuzzTests {
    @Test("and keeps its word on the seeds", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) throws {
        let seeds = try target.seeds()
        #expect(SharedData.isPresent == false || seeds.count > 1)
        // Every so many of them; `scripts/fuzz` begins with all.
        for index in stride(from: 0, to: seeds.count, by: max(1, seeds.count / 60)) {
            let seed = seeds[index]
            do throws(FuzzTarget.Mismatch) {
                try target.feed(seed)
            } catch {
                Issue.record("\(error)\nof \(String(decoding: seed, as: UTF8.self))")
            }
        }
    }
}
