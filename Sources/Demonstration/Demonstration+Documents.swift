// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

extension Demonstration {
    /// The documents in the order in which firms would send them; the first carries the master data.
    ///
    /// Each holds ``Documents/batch`` events or fewer. One season is in memory at a time. A shipment comes
    /// before its receipt, a late record where it was sent.
    package func documents() -> Documents { Documents(of: self) }

    /// The sequence of documents, made as they are asked for.
    package struct Documents: Sequence, IteratorProtocol, Sendable {
        /// The most events a document holds.
        package static let batch = 500

        private let demonstration: Demonstration
        private var roll = NumberRoll()
        private var events: ArraySlice<CapturedEvent> = []
        private var season = 0
        private var vocabularies: [Vocabulary]

        fileprivate init(of demonstration: Demonstration) {
            self.demonstration = demonstration
            vocabularies = demonstration.masterData
        }

        /// The next document; nil after the last.
        package mutating func next() -> EPCISDocument? {
            if events.isEmpty, season < demonstration.scale {
                events = demonstration.season(season, &roll).events[...]
                season += 1
            }
            let batch = events.prefix(Self.batch)
            events = events.dropFirst(Self.batch)
            guard let last = batch.last else { return nil }
            defer { vocabularies = [] }
            return EPCISDocument(
                creationDate: HainanClock.timestamp(last.capturedAt + 60),
                vocabularies: vocabularies,
                events: batch.map(\.event)
            )
        }
    }
}
