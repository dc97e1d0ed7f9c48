// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents
import TraceText

extension Play {
    /// EPCIS documents in the order in which records reach the platform; the first carries the master data.
    ///
    /// - Parameter size: the most events that one holds.
    package func documents(of size: Int = 1000) -> [EPCISDocument] {
        let starts = stride(from: 0, to: max(1, records.count), by: size)
        return starts.map { start in
            let batch = records[start..<min(start + size, records.count)]
            return EPCISDocument(
                creationDate: batch.last.map { HainanClock.timestamp($0.capturedAt + 60) },
                vocabularies: start == 0 ? masterData : [],
                events: batch.map(\.event)
            )
        }
    }

    /// The registry's entries, one a line.
    package var registryLines: String { Self.lines(entries.map(\.json)) }

    /// What was planted, one alarm a line.
    package var truthLines: String { Self.lines(truth.map(\.json)) }

    private static func lines(_ texts: [String]) -> String { texts.map { $0 + "\n" }.joined() }
}
