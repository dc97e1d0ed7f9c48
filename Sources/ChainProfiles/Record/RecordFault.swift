// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

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

    /// There is no such field.
    ///
    /// - Parameter names: those that there are, of which the nearest are told.
    package static func unknown(_ field: String, value: String?, among names: [String]) -> RecordFault {
        let near = NearWords.nearest(field, among: names).joined(separator: ", ")
        return RecordFault(field, .unknown, value: value, expected: near)
    }

    /// What can be wrong; each has its words in the reference data.
    package enum Reason: String, Sendable, CaseIterable {
        case required = "field-required", unknown = "field-unknown", wrongType = "field-type"
        case wrongMeasure = "field-measure", notInList = "field-list", tooLong = "field-length"
        case wrongCode = "field-code", noQuantity = "field-quantity", tooSmall = "field-minimum"
        case tooLarge = "field-maximum", unknownStage = "field-stage", future = "field-future"
        /// Of tables: a code that a spreadsheet program took for a number; a formula that failed; a column twice, or
        /// without a heading.
        case lostDigits = "field-digits", failedCell = "field-cell", twice = "field-twice"
        case noHeading = "field-heading"
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
