// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Counts the work of one request against its limits.
final class WorkBudget {
    private let limits: QueryLimits
    private let deadline: ContinuousClock.Instant
    private var rows = 0
    private var bodies = 0

    init(_ limits: QueryLimits) {
        self.limits = limits
        deadline = .now + limits.time
    }

    /// - Throws: ``QueryError`` `tooComplex`.
    func spend(rows: Int = 0, bodies: Int = 0) throws(QueryError) {
        self.rows += rows
        self.bodies += bodies
        guard self.rows <= limits.rows, self.bodies <= limits.bodies, .now < deadline else {
            throw QueryError(
                .tooComplex,
                "the query looks at more events than one request may: name a code, a place or a shorter time"
            )
        }
    }
}
