// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import MerkleLog

extension VerifierKey {
    /// A key that was given with `--key`; nil where none was.
    ///
    /// - Throws: `ValidationError`.
    static func given(_ text: String?) throws -> VerifierKey? {
        guard let text else { return nil }
        do throws(LogError) { return try VerifierKey(text: text) } catch {
            throw ValidationError("--key: \(error.reason).")
        }
    }
}
