// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import TraceCodes

/// A code as people paste it.
struct CodeArgument: ParsableArguments {
    @Argument(
        help:
            "A code in any form: a GTIN, an element string such as '(01)06901234567892(10)L1', a URN, a Digital Link, an own code."
    )
    var code: String

    func read() throws -> TraceCode {
        do {
            return try CodeReader.read(code)
        } catch {
            Terminal.note("\(code): \(error.reason)")
            throw ExitCode.negative
        }
    }
}

/// Which company prefixes are how long; needed only to write URNs.
struct CompanyPrefixOption: ParsableArguments {
    @Option(
        name: .long,
        help:
            "A file of GS1 company prefixes, a line each: the prefix, a space, its length. Needed to write URNs of Digital Links."
    )
    var companyPrefixes: String?

    func table() throws -> CompanyPrefixTable {
        guard let companyPrefixes else { return .empty }
        do {
            return try CompanyPrefixTable(lines: String(contentsOfFile: companyPrefixes, encoding: .utf8))
        } catch {
            Terminal.note("Cannot read the company prefixes in \(companyPrefixes): \(error)")
            throw ExitCode.inputOutput
        }
    }
}
