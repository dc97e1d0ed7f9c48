// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore
import TraceEvents

extension Ledger {
    /// Makes every derived table again from the events, in one transaction: readers see the old tables until the end.
    ///
    /// - Parameter progress: called now and then with the number of events done and their total.
    package func rebuild(progress: @Sendable @escaping (Int, Int) -> Void = { _, _ in }) async throws {
        try await database.write { [codec, profiles] connection in
            try Rebuilder(connection: connection, codec: codec, profiles: profiles).run(progress: progress)
        }
        noteCommit()
    }
}
