// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Who asks the ledger for something.
package struct Caller: Sendable, Hashable {
    /// A name for logs; not a secret.
    package let name: String
    package let mayWrite: Bool

    package init(name: String, mayWrite: Bool) {
        self.name = name
        self.mayWrite = mayWrite
    }

    /// Somebody who showed no credential.
    package static let anonymous = Caller(name: "anonymous", mayWrite: false)
    /// Who runs the command line on the machine itself.
    package static let `operator` = Caller(name: "operator", mayWrite: true)
}
