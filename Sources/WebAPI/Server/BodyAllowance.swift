// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Synchronization

/// The bytes of bodies that the server holds at one time, and their bound.
final class BodyAllowance: Sendable {
    private let taken = Atomic<Int>(0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether so many bytes more may be held.
    func take(_ bytes: Int) -> Bool {
        if taken.add(bytes, ordering: .relaxed).newValue <= limit { return true }
        taken.subtract(bytes, ordering: .relaxed)
        return false
    }

    func give(back bytes: Int) { taken.subtract(bytes, ordering: .relaxed) }
}
