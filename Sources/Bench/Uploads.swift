// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
import SQLStore
import Spreadsheets
import Supervision
import TraceEvents
import TraceLedger
import TraceText
import WebAPI

/// Tables of records, read, judged, stored and answered: stage after stage of the same lots.
struct Uploads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Uploads of tables of records.")

    @Argument(help: "Stages as profile/stage, in the order of their chain.") var stages: [String]
    @Option(help: "Rows of each table.") var rows = 10_000

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let book = try ProfileBook.embedded()
        for format in SheetFormat.allCases {
            let path = folder.appending(path: format.rawValue).path
            let ledger = try await Ledger(SQLiteDatabase(path: path), profiles: book, clock: benchClock)
            let floors = try await Ledger(
                SQLiteDatabase(path: path + "-floor"),
                profiles: book,
                clock: benchClock
            )
            let desk = RecordDesk(ledger, book: book, parties: EverybodyMay(book: book))
            for reference in stages {
                guard let stage = book.stage(reference, at: .max) else {
                    throw ValidationError("there is no stage \(reference)")
                }
                try await measure(stage, book, format, desk, floors)
            }
        }
    }

    private func measure(
        _ stage: Stage,
        _ book: ProfileBook,
        _ format: SheetFormat,
        _ desk: RecordDesk,
        _ floors: Ledger
    ) async throws {
        let csv = table(stage, book)
        let sheet = try RecordSheet(SheetReader.read(csv, as: .csv), stage: stage, book: book)
        let bytes = format == .csv ? csv : try MarkedCopy(of: sheet, book: book).file(.xlsx)
        var steps: [Double] = []
        var start = ContinuousClock.now
        func lap() {
            steps.append((ContinuousClock.now - start).seconds)
            start = .now
        }
        let upload = try RecordUpload(bytes, as: .table, stage: stage, book: book)
        lap()
        let report = try await RecordReport.take(
            upload,
            at: desk,
            issuer: nil,
            isWhole: false,
            caller: .operator
        )
        lap()
        let answer = report.json
        lap()
        let copy = try report.markedCopy(format) ?? []
        lap()
        guard report.count(.stored) == rows else {
            throw ValidationError(
                "not every row was stored: \(String(decoding: answer.prefix(2000), as: UTF8.self))"
            )
        }
        let names = ["read", "judged and stored", "answered", "copied (\(copy.count) bytes)"]
        let parts = zip(names, steps).map { "\($0) \(Int(($1 * 1000).rounded())) ms" }.joined(separator: ", ")
        Stopwatch.row(
            "\(rows) rows of \(stage.reference) as \(format.rawValue.uppercased()): \(parts)",
            steps[0] + steps[1] + steps[2],
            unit: "s",
            floor: try await floor(sheet, stage, book, floors),
            floorName: "s to store the same events",
            target: "< 5 s"
        )
    }

    private func floor(_ sheet: RecordSheet, _ stage: Stage, _ book: ProfileBook, _ ledger: Ledger)
        async throws
        -> Double
    {
        let now = ledger.now() / 1000
        let events = try sheet.records.map {
            try RecordReader.event(
                $0.fields,
                profile: stage.profile,
                stage: stage.id,
                book: book,
                now: now
            )
        }
        let start = ContinuousClock.now
        _ = try await ledger.capture(CaptureRequest(EPCISDocument(events: events), caller: .operator))
        return (ContinuousClock.now - start).seconds
    }

    /// The example of the template over and over, each time with other lots, documents and times.
    private func table(_ stage: Stage, _ book: ProfileBook) -> [UInt8] {
        let fields = book.fields(of: stage).filter { field in
            if case .document = field.kind { return true }
            return field.isRequired
        }
        var text = fields.map(\.id).joined(separator: ",") + "\n"
        let begin = 1_772_000_000_000 + Int64(stages.firstIndex(of: stage.reference) ?? 0) * 86_400_000
        for row in 0..<rows {
            let cells = fields.map { field in
                switch field.kind {
                case .goods: "(01)06901234567892(10)L\(row) 120"
                case .document: "D-\(row)"
                case .time: Timestamp(milliseconds: begin + Int64(row) * 1000).text
                default: book.example(of: field, stage: stage).plain
                }
            }
            text += cells.joined(separator: ",") + "\n"
        }
        return Array(text.utf8)
    }
}

/// A registry in which everybody is everything and holds every licence: what is measured is not the registry.
private struct EverybodyMay: PartyBook {
    let kinds: [String]

    init(book: ProfileBook) {
        kinds = book.reference.parties.map(\.id)
    }

    func types(of party: String, at time: Int64) -> [String]? { kinds }
    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool { true }
    func permit(_ type: String, number: String, at time: Int64) -> Permit? {
        Permit(holder: "", quantity: nil)
    }
    func region(of id: String, at time: Int64) -> String? { "460100" }
    func capacity(of place: String, kind: String?, at time: Int64) -> Double? { nil }
}
