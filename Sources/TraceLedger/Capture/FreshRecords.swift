// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import Synchronization

/// What was just captured, in the words of its profile, for whoever checks it: reading it back would cost more than
/// most of the checking.
///
/// Only a help: what is not here is in the database.
package final class FreshRecords: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isWanted = false
        var records: [Fresh] = []
    }

    /// An event, and when it was captured in microseconds since 1970.
    package struct Fresh: Sendable {
        package let number: EventNumber
        /// Nil where the event is of no stage.
        package let record: StageRecord?
        package let recordTime: Int64
    }

    /// The most that wait to be taken, about 50 MB.
    private static let capacity = 40_000

    /// From now on what is captured is kept until it is taken.
    package func want() { state.withLock { $0.isWanted = true } }

    /// What was captured since the last time, as far as there was room for it.
    package func take() -> [Fresh] {
        state.withLock { state in
            defer { state.records = [] }
            return state.records
        }
    }

    func put(_ records: [Fresh]) {
        state.withLock { state in
            guard state.isWanted, state.records.count + records.count <= Self.capacity else { return }
            state.records += records
        }
    }
}
