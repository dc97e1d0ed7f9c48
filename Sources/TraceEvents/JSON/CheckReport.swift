// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a check of a text found.
package struct CheckReport: Equatable, Sendable {
    /// What makes the document invalid.
    package var faults: [DocumentFault]
    /// What the official schemas accept, but is worth telling: rules that they cannot state, wrong codes.
    package var notes: [DocumentFault]

    package init(faults: [DocumentFault] = [], notes: [DocumentFault] = []) {
        self.faults = faults
        self.notes = notes
    }

    /// Whether the document is valid.
    package var isValid: Bool { faults.isEmpty }
}
