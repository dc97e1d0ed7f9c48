// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a rule found in one record.
///
/// A class, because it is handed on several times before anybody looks inside.
package final class Finding: Sendable {
    package let rule: Rule
    package let stage: Stage
    /// The record's event; nil for one that is not stored.
    package let number: Int64
    package let eventID: String
    package let time: Int64
    package let subject: String?
    package let place: String?
    /// The code, certificate or place that it is about.
    package let object: String?
    /// The field at fault, by element id or name of a record's field; nil where no single one is.
    package let field: String?
    package let reason: Reason
    package let details: Details

    /// What is told: the words of ``Reference/messages`` filled with these values.
    package struct Details: Sendable, Hashable {
        /// The value that was found.
        package var value: String?
        /// What would be right.
        package var expected: String?
        /// Other records that belong to it.
        package var others: [String]

        package init(value: String? = nil, expected: String? = nil, others: [String] = []) {
            self.value = value
            self.expected = expected
            self.others = others
        }
    }

    init(
        _ rule: Rule,
        _ record: StageRecord,
        _ reason: Reason,
        object: String? = nil,
        field: String? = nil,
        _ details: Details = Details()
    ) {
        self.rule = rule
        stage = record.stage
        number = record.number
        eventID = record.eventID
        time = record.time
        subject = record.subject
        place = record.place
        self.object = object
        self.field = field
        self.reason = reason
        self.details = details
    }

    /// What can be wrong; each has its words in the reference data.
    package enum Reason: String, Sendable, CaseIterable {
        case missing, tooSmall = "too-small", tooLarge = "too-large", notAllowed = "not-allowed"
        case tooShort = "too-short", tooLong = "too-long"
        case unlicensed, wrongParty = "wrong-party", unknownParty = "unknown-party", wrongRegion =
            "wrong-region"
        case documentMissing = "document-missing", documentExpired = "document-expired"
        case documentNotYetValid = "document-not-yet-valid"
        case ratio, reading, readingGap = "reading-gap", wrongScheme = "wrong-scheme", wrongCode =
            "wrong-code"
        case otherProduct = "other-product", noPredecessor = "no-predecessor", tooEarly = "too-early",
            wrongState = "wrong-state"
        case insideInterval = "inside-interval", expired, tooSoon = "too-soon", tooLate = "too-late"
        case overdue, notReceived = "not-received", receivedLate = "received-late"
        case receivedOther = "received-other", setMissing = "set-missing", setExtra = "set-extra"
        case stockNegative = "stock-negative", again, twoContainers = "two-containers", different
        case overdrawn, quotaExceeded = "quota-exceeded", noQuota = "no-quota"
        case overCapacity = "over-capacity", incompatible, silent
        case notHolder = "not-holder", licenceExpiring = "licence-expiring", licenceExpired =
            "licence-expired"
    }
}
