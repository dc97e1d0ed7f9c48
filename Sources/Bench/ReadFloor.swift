// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore
import TraceCodes
import TraceLedger

/// What the database alone takes for the rows of one unit: the floor of traces and statuses.
struct ReadFloor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the rows of units, one unit a transaction; print median, 99th percentile and units/s."
    )

    @Argument var database: String
    @Option(help: "Units to read.") var count = 20_000

    func run() async throws {
        let database = try SQLiteDatabase(path: database)
        let text = try String(contentsOfFile: self.database + ".codes", encoding: .utf8)
        let codes = text.split(separator: "\n")
        var times: [Double] = []
        for number in 0..<count {
            let code = String(codes[Int(UInt64(number) &* 2_654_435_761 % UInt64(codes.count))])
            let key = LinkKey(CanonicalCode.canonical(code)).rawValue
            let start = ContinuousClock.now
            let size = try await database.read { connection in
                var size = 0
                try connection.query(
                    "SELECT body, hash FROM link JOIN event ON event.event_no = link.event_no WHERE link_key = $1",
                    [.integer(key)]
                ) {
                    size += $0.blob(0).count + $0.blob(1).count
                    return true
                }
                return size
            }
            times.append((ContinuousClock.now - start).seconds * 1000)
            guard size > 0 else { throw ExitCode.failure }
        }
        let total = times.reduce(0, +) / 1000
        times.sort()
        print(times[count / 2], times[count * 99 / 100], Double(count) / total)
        try database.close()
    }
}
