// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser

/// The parts of `scripts/bench` that run in-process, each beside its floor: the least that any program must do
/// for the same result on this machine.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Benchmarks of Qiongsu; run by scripts/bench.",
        subcommands: [
            Values.self, Fill.self, Recall.self, BulkFloor.self, ReadFloor.self, Documents.self,
            Codes.self,
            Forward.self, Size.self, Uploads.self, Checking.self, LogIntegration.self, Captures.self,
        ]
    )
}
