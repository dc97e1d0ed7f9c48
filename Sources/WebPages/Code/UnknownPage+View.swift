// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// The page of a code that is well-formed and that no event names.
struct UnknownPage: Sendable {
    let code: TraceCode
    let names: NameBook

    /// The values of the template `unknown`.
    func context(_ shell: PageShell) -> PageValues {
        let wording = shell.wording
        let phrases = wording.phrases
        let productClass = NameBook.keys(of: code.canonical).last.flatMap { $0 == code.canonical ? nil : $0 }
        return shell.context(
            title: phrases["unknown.title"],
            [
                "code": code.elementString ?? code.plainText,
                "known": names.entry(of: code.canonical).flatMap { $0.name[wording.language] } ?? false,
                "kind": ReadableCode.kind(of: code, phrases),
                "classAddress": productClass.map { wording.address(of: $0) } ?? false,
                "isUnit": code.level == .instance || code.level == .lot,
            ]
        )
    }
}
