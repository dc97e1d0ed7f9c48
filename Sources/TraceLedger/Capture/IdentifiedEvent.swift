// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceText

/// An event ready to be written: named, indexed, packed.
struct IdentifiedEvent: Sendable {
    /// Its place in the document.
    let index: Int
    /// The number to try first.
    let number: EventNumber
    /// The CBV event hash, 32 bytes.
    let hash: [UInt8]
    /// The ID under which it is stored, and that ID's key.
    let eventID: String
    let idKey: LinkKey
    let kind: Int64
    let action: Int64
    let bizStep: Int64
    let disposition: Int64
    /// What the event declares wrong, where it is an error declaration.
    let declaration: DeclarationMark?
    let links: [(key: LinkKey, role: LinkRole)]
    /// ``EventLinks/blockMarks``.
    let blockMarks: Set<LinkKey>
    let terms: [Term]
    let body: [UInt8]
    /// Nil for events of no stage, and for error declarations.
    let record: StageRecord?

    /// - Parameter event: without a record time; that is a column of its own.
    init(_ event: Event, index: Int, codec: BodyCodec, profiles: ProfileBook?) {
        self.index = index
        hash = event.hashDigest()
        let hashURI = EventHash.uri(digest: hash)
        let eventID = event.eventID ?? hashURI
        self.eventID = eventID
        idKey = LinkKey(eventID)
        number = EventNumber(time: event.eventTime, identity: idKey)
        kind = event.type.number
        action = event.action?.number ?? 0
        bizStep = event.bizStep.map(StableHash.ofTerm) ?? 0
        disposition = event.disposition.map(StableHash.ofTerm) ?? 0
        declaration = event.errorDeclaration.map(DeclarationMark.init)
        let found = EventLinks(of: event, eventID: eventID, profiles: profiles)
        (links, blockMarks) = (found.links, found.blockMarks)
        terms = Term.all(of: event)
        record =
            event.errorDeclaration == nil
            ? profiles?.record(of: event, number: number.rawValue, eventID: eventID) : nil
        body = codec.pack(Self.body(of: event, hashURI: hashURI))
    }

    /// The stored JSON: as sent, without what the row holds besides.
    private static func body(of event: Event, hashURI: String) -> [UInt8] {
        var event = event
        event.recordTime = nil
        if event.eventID == hashURI { event.eventID = nil }
        var writer = JSONWriter()
        EPCISJSON.write(event, identifiers: .asSent, includesContext: false, to: &writer)
        return writer.bytes
    }
}

/// What tells one error declaration from another; the event hash leaves declarations out.
struct DeclarationMark: Equatable, Sendable {
    let time: Timestamp
    let reason: String?
    let correctiveEventIDs: [String]

    init(_ declaration: ErrorDeclaration) {
        time = declaration.declarationTime
        reason = declaration.reason
        correctiveEventIDs = declaration.correctiveEventIDs
    }
}

extension EventType {
    /// The stored number; never changes.
    package var number: Int64 {
        switch self {
        case .object: 1
        case .aggregation: 2
        case .transaction: 3
        case .transformation: 4
        case .association: 5
        case .custom: 6
        }
    }
}

extension Action {
    /// The stored number; never changes.
    package var number: Int64 {
        switch self {
        case .add: 1
        case .observe: 2
        case .delete: 3
        }
    }
}
