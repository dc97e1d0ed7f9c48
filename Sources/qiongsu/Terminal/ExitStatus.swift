// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser

/// The exit codes that scripts rely on.
extension ExitCode {
    /// The answer is no: a document is invalid, a code is unknown, everything was refused.
    static let negative = ExitCode(1)
    /// Some of it was stored, some refused.
    static let partial = ExitCode(3)
    /// A file or the database cannot be read or written (EX_IOERR of sysexits.h).
    static let inputOutput = ExitCode(74)

    /// Tells every mistake of profiles or scenarios; the answer is no.
    static func negative(telling faults: [some CustomStringConvertible]) -> ExitCode {
        for fault in faults { Terminal.note(fault.description) }
        return .negative
    }
}
