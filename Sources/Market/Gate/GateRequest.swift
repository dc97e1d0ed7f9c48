// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a gate asks.
package struct GateRequest: Sendable {
    /// As scanned or typed.
    package let codes: [String]
    /// The market, canonical.
    package let place: String
    /// Who keeps the gate, canonical; nil where the registry says who has the place.
    package var subject: String?
    /// Milliseconds since 1970.
    package let time: Int64

    /// Codes of one question.
    package static let limit = 200

    package init(codes: [String], place: String, subject: String?, time: Int64) {
        self.codes = codes
        self.place = place
        self.subject = subject
        self.time = time
    }
}
