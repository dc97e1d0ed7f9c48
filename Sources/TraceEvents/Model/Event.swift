// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// One trace event of EPCIS 2.0: what happened to which units, when, where and why.
///
/// One structure for all event types: what a type does not have is empty. URIs are kept as they came (URN or
/// Digital Link); standard vocabulary is kept as the bare word of the CBV, whatever form it came in.
/// A list that the document leaves out and an empty list are the same.
package struct Event: Equatable, Sendable {
    package var type: EventType
    package var eventTime: Timestamp
    /// The local offset at the place of the event, as `+08:00`.
    package var timeZoneOffset: String
    /// When a server captured it; set by the server, never taken from a sender.
    package var recordTime: Timestamp?
    package var eventID: String?
    package var certificationInfo: [String] = []
    package var errorDeclaration: ErrorDeclaration?

    package var action: Action?
    /// `epcList` of object and transaction events.
    package var epcs: [String] = []
    /// `quantityList` of object and transaction events.
    package var quantities: [QuantityElement] = []
    /// The container of aggregation, association and transaction events.
    package var parentID: String?
    package var childEPCs: [String] = []
    package var childQuantities: [QuantityElement] = []
    package var inputEPCs: [String] = []
    package var inputQuantities: [QuantityElement] = []
    package var outputEPCs: [String] = []
    package var outputQuantities: [QuantityElement] = []
    package var transformationID: String?

    package var bizStep: String?
    package var disposition: String?
    package var persistentDisposition: PersistentDisposition?
    package var bizTransactions: [BizTransaction] = []

    package var readPoint: Location?
    package var bizLocation: Location?
    package var sources: [PartyOrPlace] = []
    package var destinations: [PartyOrPlace] = []

    package var sensorElements: [SensorElement] = []
    /// Instance and lot master data.
    package var ilmd: [ExtensionField] = []
    /// Fields outside the standard at the top level; of a custom event type, every field that is not common.
    package var extensions: [ExtensionField] = []

    package init(type: EventType, eventTime: Timestamp, timeZoneOffset: String) {
        self.type = type
        self.eventTime = eventTime
        self.timeZoneOffset = timeZoneOffset
    }
}

/// The kind of a trace event (EPCIS 2.0 §7.4).
package enum EventType: Hashable, Sendable {
    case object, aggregation, transaction, transformation, association
    /// An event type outside the standard, named by a URI.
    case custom(String)

    /// The name in documents: `ObjectEvent`, or the URI of a custom type.
    package var name: String {
        switch self {
        case .object: "ObjectEvent"
        case .aggregation: "AggregationEvent"
        case .transaction: "TransactionEvent"
        case .transformation: "TransformationEvent"
        case .association: "AssociationEvent"
        case .custom(let uri): uri
        }
    }

    package init(name: String) {
        self = Self.standard.first { $0.name == name } ?? .custom(name)
    }

    /// The five types of the standard.
    package static let standard: [EventType] = [
        .object, .aggregation, .transaction, .transformation, .association,
    ]
}

/// How an event relates to the life of its units (EPCIS 2.0 §7.3.2).
package enum Action: String, Sendable, CaseIterable {
    case add = "ADD"
    case observe = "OBSERVE"
    case delete = "DELETE"
}
