// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceLedger

/// A stretch of time, both ends included, in milliseconds since 1970.
///
/// Both ends count because clocks are coarse: a pallet that is loaded and shipped in the same recorded minute
/// was shipped with its load.
struct TimeSpan: Hashable {
    var since: Int64
    var until: Int64

    static let always = TimeSpan(since: .min, until: .max)
    static let none = TimeSpan(since: .max, until: .min)

    var isEmpty: Bool { since > until }
    var first: EventNumber { since == .min ? .first : EventNumber(firstAt: since) }
    var last: EventNumber { until == .max ? .last : EventNumber(lastAt: until) }

    func contains(_ milliseconds: Int64) -> Bool { milliseconds >= since && milliseconds <= until }
    func contains(_ other: TimeSpan) -> Bool { since <= other.since && other.until <= until }

    func intersection(_ other: TimeSpan) -> TimeSpan {
        TimeSpan(since: max(since, other.since), until: min(until, other.until))
    }
}
