// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

/// One record of the play.
package struct PlayRecord: Sendable {
    package let scenario: String
    /// The run in which it was made; supplied runs count with the one that they supply.
    package let run: Int
    /// The variant that the run plays; nil: the chain as it is written.
    package let variant: String?
    /// The fault that was planted in the run.
    package let fault: String?
    /// As which goods a supplied run made it; nil for the run's own steps.
    package let supply: String?
    /// The step's id; of a repeated step with its number, as `maintenance#3`.
    package let step: String
    /// As `profile/stage`.
    package let stage: String
    /// Seconds since 1970.
    package let time: Int
    /// When the platform gets to know it, in seconds since 1970.
    package let capturedAt: Int
    package let event: Event
    /// For the records API, in order.
    package let fields: [FlatValue.Member]
    /// No way in may take it.
    package let isFormFault: Bool
}

/// What was planted: an alarm that must stand at the end.
package struct Truth: Sendable {
    package let scenario: String
    package let run: Int
    package let fault: String
    package let kind: String
    /// Nil where the form is at fault.
    package let alarm: String?
    /// The event, where the alarm is about one.
    package internal(set) var eventID: String?
    /// The URI of a licence, where it is about that.
    package internal(set) var licence: String?
    package internal(set) var stage: String?
    package internal(set) var step: String
    /// Seconds since 1970.
    package internal(set) var time: Int?
    package let isRefused: Bool
}

/// What one run came to.
package struct RunOutline: Sendable {
    package let scenario: String
    package let run: Int
    package let variant: String?
    package let fault: String?
    /// City or county.
    package let region: String
    /// Codes by the name of the goods.
    package let goods: [String: [String]]
    /// Seconds since 1970.
    package let begin: Int
    package let end: Int
}
