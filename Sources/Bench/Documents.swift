// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import TraceEvents
import TraceText

/// Writes the documents that the bulk benchmark sends.
struct Documents: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write documents of events into a folder.")

    @Argument var folder: String
    @Option var count = 40
    @Option var events = 1000
    @Option var epcs = 10
    @Option(help: "Codes of each event, which is a delivery bill then.") var codes = 0
    @Option(help: "The number of the first; those of another number hold other events.") var first = 0

    func run() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in 0..<count {
            let batch = Load.document(first + number, events: events, epcs: epcs, codes: codes)
            let bytes = EPCISJSON.write(
                EPCISDocument(creationDate: Timestamp(milliseconds: 1_767_225_600_000), events: batch)
            )
            try Data(bytes).write(to: URL(filePath: folder).appending(path: "\(number).json"))
        }
    }
}
