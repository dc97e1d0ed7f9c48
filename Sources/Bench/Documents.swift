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

    func run() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in 0..<count {
            let batch = (0..<events).map { Load.event(number * events + $0, epcs: epcs) }
            let bytes = EPCISJSON.write(
                EPCISDocument(creationDate: Timestamp(milliseconds: 1_767_225_600_000), events: batch)
            )
            try Data(bytes).write(to: URL(filePath: folder).appending(path: "\(number).json"))
        }
    }
}
