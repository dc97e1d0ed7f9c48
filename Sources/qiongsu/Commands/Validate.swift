// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceEvents
import TraceText

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check EPCIS documents against the standard.",
        discussion: """
            JSON (EPCIS 2.0) and XML (1.2 and 2.0), documents, query documents and single events. Every fault is \
            told with its place. Notes are doubts that the official schema accepts.

            Exits with 0 when every file is valid, with 1 when one is not. With --format json one object a file: \
            file, valid, errors and notes, each with pointer or line and column, and message.
            """
    )

    @Argument(help: "The files; - is standard input.") var files: [String]
    @Option(help: "How to tell: text or json.") var format: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    func run() throws {
        var isValid = true
        for name in files {
            let report = try DocumentFile(name).check()
            isValid = isValid && report.faults.isEmpty
            switch format {
            case .text: tell(name, report)
            case .json: Terminal.print(Self.json(name, report))
            }
        }
        if !isValid { throw ExitCode.negative }
    }

    private func tell(_ name: String, _ report: CheckReport) {
        Terminal.print("\(name): \(report.faults.isEmpty ? "valid" : "invalid")")
        for fault in report.faults { Terminal.print("  \(fault.line)") }
        for note in report.notes { Terminal.print("  note: \(note.line)") }
    }

    private static func json(_ name: String, _ report: CheckReport) -> String {
        var writer = JSONWriter()
        writer.object {
            $0.member("file", name)
            $0.member("valid", report.faults.isEmpty)
            for (key, faults) in [("errors", report.faults), ("notes", report.notes)] {
                $0.key(key)
                $0.array { writer in for fault in faults { fault.write(to: &writer) } }
            }
        }
        return writer.text
    }
}
