// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Something in a flat record that cannot become an event.
package struct RecordFault: Error, Sendable, Hashable {
    /// The field: an element's id, `subject`, `time`, a document's type and the like.
    package let field: String
    package let reason: Reason
    package let value: String?
    /// What would be right.
    package let expected: String?

    package init(_ field: String, _ reason: Reason, value: String? = nil, expected: String? = nil) {
        self.field = field
        self.reason = reason
        self.value = value
        self.expected = expected
    }

    /// What can be wrong; each has its words in the reference data.
    package enum Reason: String, Sendable, CaseIterable {
        case required = "field-required", unknown = "field-unknown", wrongType = "field-type"
        case wrongMeasure = "field-measure", notInList = "field-list", tooLong = "field-length"
        case wrongCode = "field-code", noQuantity = "field-quantity", tooSmall = "field-minimum"
        case tooLarge = "field-maximum", unknownStage = "field-stage", future = "field-future"
        /// Of tables: a code that a spreadsheet program took for a number; a formula that failed; a column twice.
        case lostDigits = "field-digits", failedCell = "field-cell", twice = "field-twice"
        /// The event that the record becomes is refused.
        case event = "field-event"
    }
}

/// All faults of one record.
package struct InvalidRecord: Error, Sendable {
    package let faults: [RecordFault]

    package init(faults: [RecordFault]) {
        self.faults = faults
    }
}
