// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What was not as a scenario says.
package struct RehearsalReport: Sendable {
    package let scenario: String
    /// Each in one line; empty: everything was as written.
    package internal(set) var remarks: [Remark] = []
    package internal(set) var records = 0
    package internal(set) var alarms = 0
    /// Rule kinds that were shown.
    package internal(set) var kinds: Set<String> = []

    /// One thing that was not as written.
    package struct Remark: Sendable, Hashable, CustomStringConvertible {
        /// `base run 2`, `fault withdrawal`, `variant frozen run 1`, `profile`.
        package let context: String
        package let text: String

        package var description: String { "\(context): \(text)" }
    }

    mutating func add(_ context: String, _ text: String) {
        let remark = Remark(context: context, text: text)
        if !remarks.contains(remark) { remarks.append(remark) }
    }
}
