// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import SQLStore
import Synchronization

/// The ledger of trace events: what is captured is kept for good, and found again by every code in it.
package final class Ledger: Sendable {
    package let database: any SQLDatabase
    /// The profiles by which captured events are checked; nil: none.
    package let profiles: ProfileBook?
    let codec = BodyCodec()
    let clock: @Sendable () -> Int64
    let queue: CommitQueue
    private let commits = Atomic<Int>(0)

    /// Opens the ledger in a database, making or upgrading its tables.
    ///
    /// - Parameter clock: microseconds since 1970.
    /// - Throws: ``SQLError``.
    package init(
        _ database: any SQLDatabase,
        profiles: ProfileBook? = nil,
        clock: @escaping @Sendable () -> Int64
    ) async throws {
        try await database.migrate(LedgerSchema.migrations)
        self.database = database
        self.profiles = profiles
        self.clock = clock
        queue = CommitQueue(appender: LedgerAppender(codec: codec, clock: clock), database: database)
    }

    /// Reads on one consistent snapshot.
    package func read<Value: Sendable>(_ body: @Sendable @escaping (LedgerReader) throws -> Value)
        async throws -> Value
    {
        try await database.read { [codec, profiles] in
            try body(LedgerReader(connection: $0, codec: codec, profiles: profiles))
        }
    }

    /// A number that grows with every commit of this process: what was computed at the same number still holds.
    package var generation: Int { commits.load(ordering: .acquiring) }

    /// Microseconds since 1970, by the clock that the ledger was opened with.
    package func now() -> Int64 { clock() }

    func noteCommit() { commits.add(1, ordering: .releasing) }
}
