// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Registry
import Spreadsheets
import Supervision
import TraceLedger
import WebAPI

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record a stage: judge records of JSON, CSV or XLSX files and store those that are right.",
        discussion: """
            A JSON file holds one object or an array of objects; a table is filled in from what \
            `qiongsu profile template` writes. What is wrong with a row is told with its cell. Recording a file again \
            stores nothing twice, so mend what was refused and run the command again.

            Exits with 0 when everything is stored, 3 when some of it is, 1 when nothing is.
            """
    )

    @Argument(help: "The profile.") var profile: String
    @Argument(help: "The stage.") var stage: String
    @Argument(help: "The files; - is standard input.") var files: [String]
    @Flag(help: "Store a file only where all its records are right.") var whole = false
    @Option(help: "text for people, json for programs: the answer of the HTTP interface, one line a file.")
    var format = ReportFormat.text
    @Option(help: "Where to write a copy of the table, XLSX or CSV by its name, with what is wrong marked.")
    var marked: String?
    @OptionGroup var folder: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func validate() throws {
        guard let marked else { return }
        guard files.count == 1 else { throw ValidationError("--marked takes one file.") }
        guard marked.hasSuffix(".xlsx") || marked.hasSuffix(".csv") else {
            throw ValidationError("--marked is a name that ends with .xlsx or .csv.")
        }
    }

    func run() async throws {
        try DocumentFile.require(files)
        let book = try folder.book()
        let stage = try book.knownProfile(profile).knownStage(stage)
        try await database.withRegistry(book, creates: true) { registry, ledger in
            let desk = RecordDesk(ledger, book: book, parties: registry)
            var tally = Tally()
            for name in files {
                let file = try DocumentFile(name)
                if marked != nil, file.recordForm == .json {
                    throw ValidationError("--marked is for tables; \(name) is JSON.")
                }
                do {
                    let upload = try RecordUpload(file.bytes, as: file.recordForm, stage: stage, book: book)
                    let report = try await RecordReport.take(
                        upload,
                        at: desk,
                        issuer: TraceCodeIssuer(registry),
                        isWhole: whole,
                        caller: .operator
                    )
                    try tell(report, name, &tally)
                } catch let error as UnreadableRecords {
                    tally.isRefused = true
                    Terminal.note("\(name): \(error.text.zh) · \(error.text.en)")
                }
            }
            if format == .text {
                Terminal.print(
                    "\(tally.stored) records stored, \(tally.repeated) were there already, \(tally.refused) refused"
                )
            }
            if tally.isRefused { throw tally.stored + tally.repeated > 0 ? ExitCode.partial : .negative }
        }
    }

    private func tell(_ report: RecordReport, _ name: String, _ tally: inout Tally) throws {
        tally.add(report)
        switch format {
        case .text:
            for remark in report.remarks {
                Terminal.note("\(name): \(remark.place): \(remark.text.zh) · \(remark.text.en)")
            }
        case .json:
            Terminal.write(report.json + Array("\n".utf8))
        }
        guard let marked, let copy = try report.markedCopy(marked.hasSuffix(".csv") ? .csv : .xlsx) else {
            return
        }
        try Terminal.write(copy, toFile: marked)
    }

    private struct Tally {
        var stored = 0
        var repeated = 0
        var refused = 0
        var isRefused = false

        mutating func add(_ report: RecordReport) {
            stored += report.count(.stored)
            repeated += report.count(.repeated)
            refused += report.count(.refused) + report.count(.held)
            if !report.isComplete { isRefused = true }
        }
    }
}

extension DocumentFile {
    /// JSON begins with a brace or bracket, after a byte order mark and space at most; the rest are tables.
    fileprivate var recordForm: RecordUpload.Form {
        let space: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D]
        let first = bytes.first { !space.contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .table
    }
}
