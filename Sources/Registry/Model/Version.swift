// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What was stated about something: on which days it holds, and when it was recorded.
package struct Version<Value: Sendable & Equatable>: Sendable, Equatable {
    package let value: Value
    /// The first instant, and the first on which it no longer holds, in milliseconds since 1970.
    package let validFrom: Int64
    package let validUntil: Int64?
    /// Microseconds since 1970; no two versions were recorded at the same.
    package let recordedAt: Int64

    package init(_ value: Value, validFrom: Int64, validUntil: Int64?, recordedAt: Int64) {
        self.value = value
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.recordedAt = recordedAt
    }
}

/// Everything that was ever stated about one thing; nothing is overwritten.
///
/// At an instant the statement with the latest first day holds, and of several with the same first day the one that
/// was recorded last: so a later first day is a new version, and the same one a correction.
package struct VersionHistory<Value: Sendable & Equatable>: Sendable {
    /// In order of their first instant, then of recording.
    package private(set) var versions: [Version<Value>] = []

    /// What holds at an instant (milliseconds since 1970), by what was recorded until another (microseconds).
    package func version(at time: Int64, known: Int64 = .max) -> Version<Value>? {
        guard let last = versions.last(where: { $0.validFrom <= time && $0.recordedAt <= known }),
            last.validUntil.map({ time < $0 }) ?? true
        else { return nil }
        return last
    }

    /// What is stated for each first day, by what is recorded now.
    package var current: [Version<Value>] {
        versions.indices.filter {
            $0 + 1 == versions.count || versions[$0 + 1].validFrom != versions[$0].validFrom
        }.map { versions[$0] }
    }

    mutating func add(_ version: Version<Value>) {
        let order = (version.validFrom, version.recordedAt)
        let place = versions.lastIndex { ($0.validFrom, $0.recordedAt) < order }.map { $0 + 1 } ?? 0
        versions.insert(version, at: place)
    }
}
