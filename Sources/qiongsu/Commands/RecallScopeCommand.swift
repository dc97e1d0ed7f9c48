// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceCodes
import TraceGraph
import TraceLedger
import TraceText

struct RecallScopeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recall-scope",
        abstract:
            "List everything that must be found when a lot turns out bad: where it is and who holds how much.",
        discussion: "The CSV opens in a spreadsheet. A code that no event names exits with 1."
    )

    @OptionGroup var code: CodeArgument
    @Flag(help: "Take in what else was made of the lot's own inputs.") var sharedInputs = false
    @Option(help: "csv or json.") var format: Format = .csv
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

    func run() async throws {
        let code = try code.read()
        try await database.withLedger(creates: false, profiles: try profiles.book()) {
            try await tell(code, $0)
        }
    }

    private func tell(_ code: TraceCode, _ ledger: Ledger) async throws {
        guard let scope = try await ledger.recallScope(code, includesSharedInputs: sharedInputs) else {
            Terminal.note("No event names \(code.canonical).")
            throw ExitCode.negative
        }
        switch format {
        case .csv: Terminal.write(Array(scope.csv.utf8))
        case .json:
            var writer = JSONWriter()
            scope.write(to: &writer)
            Terminal.print(writer.text)
        }
        if let cut = scope.cut {
            Terminal.note("The answer was cut: the limit on \(cut.rawValue) was reached.")
        }
    }
}
