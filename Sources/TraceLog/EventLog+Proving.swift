// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import MerkleLog
import SQLStore
import TraceEvents
package import TraceLedger
import TraceText

extension EventLog {
    /// The proof that an event is in the log under the newest checkpoint, showing of it what the audience may see.
    ///
    /// - Parameter eventID: as the audience knows it. Declarations that the event is wrong have the same ID; the
    ///   proof is of the event, or of the first declaration where that is all there is.
    /// - Returns: nil where the audience sees no such event.
    /// - Throws: ``LogFailure`` `notYet`; `damaged` where the stored event is no longer what was logged.
    package func proof(of eventID: String, as audience: Audience) async throws -> EventProof? {
        let stored = try await ledger.read(as: audience) { try $0.events(withID: eventID) }
        guard let event = stored.first(where: { $0.event.errorDeclaration == nil }) ?? stored.first else {
            return nil
        }
        let shown = audience == .operator ? nil : Self.memberTexts(of: event.event)
        return try await read { [ledger, signer] store in
            guard let head = try store.head(), event.recordTime <= head.lastTime else {
                throw LogFailure(.notYet, "the event is not in the log yet: it will be within a second")
            }
            let (bundle, position) = try Self.place(of: event.recordTime, in: store)
            let row = try ledger.row(at: event.recordTime, in: store.connection)
            let leaf = try row.flatMap { row in
                try Self.leaf(of: row, in: bundle, at: position, store) { text in
                    shown.map { EventLeaf.isRecordTime(text) || $0.contains(text) } ?? true
                }
            }
            guard let leaf, leaf.entry.elementsEqual(bundle.entry(position)) else {
                throw LogFailure(
                    .damaged,
                    "the stored event is no longer what the log holds: `qiongsu verify` says more"
                )
            }
            let index = bundle.number * Tile.width + position
            var reader = store.reader
            return EventProof(
                eventID: eventID,
                key: signer.verifier,
                leaf: leaf,
                index: index,
                size: head.size,
                hashes: try reader.inclusion(of: index, size: head.size),
                checkpoint: try Self.note(head.checkpoint, size: head.size, store)
            )
        }
    }

    /// Nil where the row is not that of the leaf, which the caller looks at by its entry.
    private static func leaf(
        of row: StoredRow,
        in bundle: LeafBundle,
        at position: Int,
        _ store: LogStore,
        shows: (_ text: [UInt8]) -> Bool
    ) throws -> EventLeaf? {
        guard !bundle.isWiped(position) else {
            return try store.erasure(at: row.recordTime)?.left.leaf(of: row, suite: store.suite, shows: shows)
        }
        return EventLeaf(row, salt: Array(bundle.salt(position)), suite: store.suite, shows: shows)
    }

    static func place(of time: Int64, in store: LogStore) throws -> (LeafBundle, Int) {
        guard let bundle = try store.bundle(holding: time), let position = bundle.times.firstIndex(of: time)
        else {
            throw LogFailure(.damaged, "the event is stored but not in the log: `qiongsu verify` says more")
        }
        return (bundle, position)
    }

    /// What is written alike in an event as the public sees it: the same members as stored, or others.
    private static func memberTexts(of event: Event) -> Set<[UInt8]> {
        var event = event
        event.recordTime = nil
        var writer = JSONWriter()
        EPCISJSON.write(event, identifiers: .asSent, includesContext: false, to: &writer)
        return BodyMembers.texts(writer.bytes)
    }
}
