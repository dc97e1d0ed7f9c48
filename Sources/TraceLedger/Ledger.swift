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
    /// What is registered of parties and places that decides what the public may see; nil: nothing.
    package let register: (any PublicRegister)?
    let codec = BodyCodec()
    let clock: @Sendable () -> Int64
    let queue: CommitQueue
    /// What was captured last.
    package let fresh = FreshRecords()
    private let commitCount = Atomic<Int>(0)
    /// The month for which parts of the event table were looked after.
    private let month = Mutex<EventMonth?>(nil)

    /// Opens the ledger in a database, making or upgrading its tables.
    ///
    /// - Parameter clock: microseconds since 1970.
    /// - Throws: ``SQLError``.
    package init(
        _ database: any SQLDatabase,
        profiles: ProfileBook? = nil,
        register: (any PublicRegister)? = nil,
        clock: @escaping @Sendable () -> Int64
    ) async throws {
        try await database.migrate(LedgerSchema.schema)
        self.database = database
        self.profiles = profiles
        self.register = register
        self.clock = clock
        queue = CommitQueue(
            appender: LedgerAppender(codec: codec, clock: clock),
            database: database,
            fresh: fresh
        )
        try await makeMonths()
    }

    /// Reads on one consistent snapshot.
    ///
    /// - Parameter audience: for the public the reader gives every event as ``PublicView`` shows it, so that nothing
    ///   that is made of events can tell more.
    package func read<Value: Sendable>(
        as audience: Audience = .operator,
        _ body: @Sendable @escaping (LedgerReader) throws -> Value
    ) async throws -> Value {
        try await database.read { try body(self.reader(of: $0, for: audience)) }
    }

    /// Reads a few rows on one consistent snapshot, on the caller's own thread (``SQLDatabase/readAtOnce(_:)``).
    ///
    /// - Returns: nil where nothing can be read at once, or the closure answers nil: ask ``read(as:_:)`` then.
    package func readAtOnce<Value>(
        as audience: Audience = .operator,
        _ body: (LedgerReader) throws -> Value?
    ) throws -> Value? {
        try database.readAtOnce { try body(reader(of: $0, for: audience)) }
    }

    private func reader(of connection: any SQLConnection, for audience: Audience) -> LedgerReader {
        var reader = LedgerReader(connection: connection, codec: codec, profiles: profiles)
        if audience == .public { reader.show(by: register) }
        return reader
    }

    /// The commits of this process.
    package var commits: Int { commitCount.load(ordering: .acquiring) }

    /// The record time, in microseconds since 1970, up to which the ledger can be followed: no event of that time
    /// or before will appear any more.
    ///
    /// Where a commit is seen at once this is simply the last; in a distributed database parts of a commit appear
    /// one after another, and a follower who went by a part that he saw would pass over the rest.
    package func settledTime() async throws -> Int64 {
        try await database.readBetweenCommits { [codec] connection in
            try LedgerReader(connection: connection, codec: codec, profiles: nil).lastRecordTime()
        }
    }

    /// Makes the parts of the event table that coming months need, once a month; where it is whole, nothing.
    package func makeMonths() async throws {
        let now = clock() / 1000
        let current = EventMonth(holding: now)
        guard month.withLock({ $0 != current }) else { return }
        if try await database.read({ try EventMonths($0).isShort(at: now) }) {
            try await database.write { try EventMonths($0).make(through: now) }
        }
        month.withLock { $0 = current }
    }

    /// Microseconds since 1970, by the clock that the ledger was opened with.
    package func now() -> Int64 { clock() }

    func noteCommit() { commitCount.add(1, ordering: .releasing) }
}
