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
}
