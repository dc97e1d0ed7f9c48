// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceEvents

struct Hash: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the CBV 2.0 event hash of every event, in document order.",
        discussion: """
            One line an event: ni:///sha-256;<hash>?ver=CBV2.0. The same event has the same hash in JSON and XML, \
            with URNs and Digital Links, in any order of lists.
            """
    )

    @Argument(help: "The files; - is standard input.") var files: [String]
    @Flag(help: "Print the text that is hashed instead of the hash.") var prehash = false

    func run() throws {
        var isComplete = true
        for name in files {
            let file = try DocumentFile(name)
            do throws(InvalidDocument) {
                let document = try file.hashable()
                for line in prehash ? document.prehashes() : document.hashURIs() { Terminal.print(line) }
            } catch {
                isComplete = false
                for fault in error.faults { Terminal.note("\(name): \(fault.line)") }
            }
        }
        if !isComplete { throw ExitCode.negative }
    }
}
