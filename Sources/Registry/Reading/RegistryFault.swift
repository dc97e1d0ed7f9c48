// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// Something in a line of the import format that cannot be recorded.
package struct RegistryFault: Error, Sendable, Hashable {
    /// Counted from 1.
    package let line: Int
    /// The member at fault: `holder`, `types`; `line` where the whole is.
    package let field: String
    package let reason: RecordFault.Reason
    package let value: String?
    /// What would be right.
    package let expected: String?
}

extension ProfileBook {
    /// The fault in words.
    package func text(of fault: RegistryFault, _ language: LocalName.Language) -> String {
        text(
            fault.reason.rawValue,
            // What is unknown has no name.
            field: fault.reason == .unknown ? fault.field : "entry-" + fault.field,
            value: fault.value,
            expected: fault.expected,
            stage: nil,
            language
        )
    }
}
