// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import TraceCodes
import TraceGraph
import TraceLedger
import TraceText

struct Trace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follow a unit or lot to its sources, to everything made of it, or both.",
        discussion: """
            Goods are followed through the containers they travelled in, while they were inside. With --format json \
            the same object as GET /api/v1/trace/{code}: start, direction, units, events, edges, subjects, places, \
            gaps, cut. A code that no event names exits with 1.
            """
    )

    @OptionGroup var code: CodeArgument
    @Option(help: "back, forward or both.") var direction: TraceAnswer.Direction = .both
    @Option(help: "tree, json, csv or dot (Graphviz).") var format: Format = .tree
    @Option(help: "The most hops from the start.") var depth: Int = TraceLimits().depth
    @Option(help: "The most units and events.") var size: Int = TraceLimits().size
    @OptionGroup var profiles: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    enum Format: String, ExpressibleByArgument, CaseIterable { case tree, json, csv, dot }

    func run() async throws {
        let code = try code.read()
        try await database.withLedger(creates: false, profiles: try profiles.book()) {
            try await tell(code, $0)
        }
    }

    private func tell(_ code: TraceCode, _ ledger: Ledger) async throws {
        guard
            let answer = try await ledger.trace(
                code,
                direction: direction,
                limits: TraceLimits(depth: depth, size: size)
            )
        else {
            Terminal.note("No event names \(code.canonical).")
            throw ExitCode.negative
        }
        switch format {
        case .tree: Terminal.print(TraceTree(answer).text)
        case .csv: Terminal.print(answer.csv)
        case .dot: Terminal.print(answer.dot)
        case .json:
            var writer = JSONWriter(capacity: 1024 * answer.events.count)
            answer.write(to: &writer)
            Terminal.write(writer.bytes + [UInt8(ascii: "\n")])
        }
        if let cut = answer.cut {
            Terminal.note("The answer was cut: the limit on \(cut.rawValue) was reached.")
        }
    }
}

extension TraceAnswer.Direction: ExpressibleByArgument {}
