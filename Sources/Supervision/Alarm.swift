// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// A finding that the regulator is told of.
package struct Alarm: Sendable, Equatable {
    /// Made from the rule, the record and the code: the same finding is the same alarm, however often it is found.
    package let id: String
    /// The alarm of the catalogue, such as `AG-01`.
    package let alarm: String
    package let level: AlarmLevel
    package let effect: Effect
    /// `profile/stage` of the record.
    package let stage: String
    /// The event that it is about.
    package let eventNumber: Int64
    package let eventID: String
    /// When the event happened, in milliseconds since 1970.
    package let time: Int64
    package let subject: String?
    package let place: String?
    /// The code, certificate or place that it is about.
    package let object: String?
    package let field: String?
    package let reason: String
    package let details: Finding.Details
    /// Microseconds since 1970.
    package let raisedAt: Int64
    /// When what arrived later explained it, in microseconds since 1970; nil while it stands.
    package var withdrawnAt: Int64?

    init(_ finding: Finding, id: String, raisedAt: Int64) {
        self.id = id
        alarm = finding.rule.alarm
        level = finding.rule.level
        effect = finding.rule.effect
        stage = finding.stage.reference
        eventNumber = finding.number
        eventID = finding.eventID
        time = finding.time
        subject = finding.subject
        place = finding.place
        object = finding.object
        field = finding.field
        reason = finding.reason.rawValue
        details = finding.details
        self.raisedAt = raisedAt
    }

    init(
        id: String,
        alarm: String,
        level: AlarmLevel,
        effect: Effect,
        stage: String,
        eventNumber: Int64,
        eventID: String,
        time: Int64,
        subject: String?,
        place: String?,
        object: String?,
        field: String?,
        reason: String,
        details: Finding.Details,
        raisedAt: Int64,
        withdrawnAt: Int64?
    ) {
        self.id = id
        self.alarm = alarm
        self.level = level
        self.effect = effect
        self.stage = stage
        self.eventNumber = eventNumber
        self.eventID = eventID
        self.time = time
        self.subject = subject
        self.place = place
        self.object = object
        self.field = field
        self.reason = reason
        self.details = details
        self.raisedAt = raisedAt
        self.withdrawnAt = withdrawnAt
    }
}
