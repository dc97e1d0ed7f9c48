// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceEvents

/// The codes of the documents with one EPC an event.
struct Codes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the codes that documents of one EPC an event hold, one a line."
    )

    @Option var count = 20_000

    func run() {
        for number in 0..<count { print(Load.event(number, epcs: 1).epcs[0]) }
    }
}
