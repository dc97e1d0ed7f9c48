// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import MerkleLog

extension VerifierKey {
    /// A key that was given with `--key`; nil where none was.
    ///
    /// - Throws: `ValidationError`.
    static func given(_ text: String?) throws -> VerifierKey? {
        try text.map { try given($0, as: "--key") }
    }

    /// A key that was given with an option.
    ///
    /// - Throws: `ValidationError`.
    static func given(_ text: String, as option: String) throws -> VerifierKey {
        do throws(LogError) { return try VerifierKey(text: text) } catch {
            throw ValidationError("\(option): \(error.reason).")
        }
    }
}
