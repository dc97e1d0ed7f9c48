// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Which alarms are asked for.
package struct AlarmFilter: Sendable {
    package var alarm: String?
    package var subject: String?
    package var stage: String?
    package var includesWithdrawn: Bool

    package init(
        alarm: String? = nil,
        subject: String? = nil,
        stage: String? = nil,
        includesWithdrawn: Bool = false
    ) {
        self.alarm = alarm
        self.subject = subject
        self.stage = stage
        self.includesWithdrawn = includesWithdrawn
    }

    /// Where an alarm stands in a list.
    package struct Place: Sendable {
        /// Microseconds since 1970.
        package let raisedAt: Int64
        package let id: String

        package init(raisedAt: Int64, id: String) {
            self.raisedAt = raisedAt
            self.id = id
        }
    }
}
