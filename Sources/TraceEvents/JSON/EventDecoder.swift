// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Makes an ``Event`` of a JSON value.
///
/// Checks nothing beyond what it needs to be total: after ``ShapeChecker`` found no fault it throws none.
struct EventDecoder {
    private(set) var namespaces: Namespaces

    init(namespaces: Namespaces) {
        self.namespaces = namespaces
    }

    /// Decodes an event with the prefixes of its own context added.
    func event(_ value: JSONValue) throws(DocumentFault) -> Event {
        if let context = value["@context"] {
            var inner = self
            inner.namespaces.declare(context: context)
            return try inner.eventInContext(value)
        }
        return try eventInContext(value)
    }

    private func eventInContext(_ value: JSONValue) throws(DocumentFault) -> Event {
        let type = eventType(try text(value["type"], of: value, "type"))
        var event = Event(
            type: type,
            eventTime: try time(try required(value["eventTime"], of: value, "eventTime")),
            timeZoneOffset: try text(value["eventTimeZoneOffset"], of: value, "eventTimeZoneOffset")
        )
        let isCustom = if case .custom = type { true } else { false }
        for (key, member) in value.members {
            if let name = FieldName(key: key) {
                if try decodeCommon(name, member, into: &event) { continue }
                if !isCustom, try decodeField(name, member, into: &event) { continue }
            }
            event.extensions.append(field(key, member))
        }
        return event
    }

    /// A custom type is named by the whole URI where that is one.
    private func eventType(_ name: String) -> EventType {
        let type = EventType(name: name)
        guard case .custom = type else { return type }
        let whole = namespaces.expanded(name)
        return .custom(URISyntax.isURI(whole) ? whole : name)
    }

    /// Takes a field that events of every type have; false where it is none.
    private func decodeCommon(
        _ name: FieldName,
        _ value: JSONValue,
        into event: inout Event
    ) throws(DocumentFault) -> Bool {
        switch name {
        case .context, .type, .eventTime, .eventTimeZoneOffset: break
        case .recordTime: event.recordTime = try time(value)
        case .eventID: event.eventID = try text(value)
        case .certificationInfo:
            event.certificationInfo = value.kind == .array ? try texts(value) : [try text(value)]
        case .errorDeclaration: event.errorDeclaration = try errorDeclaration(value)
        default: return false
        }
        return true
    }

    /// Takes a field of the standard event types; false where it is none.
    private func decodeField(
        _ name: FieldName,
        _ value: JSONValue,
        into event: inout Event
    ) throws(DocumentFault) -> Bool {
        switch name {
        case .action: event.action = try action(value)
        case .epcList: event.epcs = try texts(value)
        case .quantityList: event.quantities = try quantities(value)
        case .parentID: event.parentID = try text(value)
        case .childEPCs: event.childEPCs = try texts(value)
        case .childQuantityList: event.childQuantities = try quantities(value)
        case .inputEPCList: event.inputEPCs = try texts(value)
        case .inputQuantityList: event.inputQuantities = try quantities(value)
        case .outputEPCList: event.outputEPCs = try texts(value)
        case .outputQuantityList: event.outputQuantities = try quantities(value)
        case .transformationID: event.transformationID = try text(value)
        case .bizStep: event.bizStep = try word(value, .bizStep)
        case .disposition: event.disposition = try word(value, .disposition)
        case .persistentDisposition: event.persistentDisposition = try persistentDisposition(value)
        case .bizTransactionList: event.bizTransactions = try bizTransactions(value)
        case .readPoint: event.readPoint = try location(value)
        case .bizLocation: event.bizLocation = try location(value)
        case .sourceList: event.sources = try parties(value, "source")
        case .destinationList: event.destinations = try parties(value, "destination")
        case .sensorElementList: event.sensorElements = try list(value, sensorElement)
        case .ilmd: event.ilmd = fields(value)
        default: return false
        }
        return true
    }

    private func action(_ value: JSONValue) throws(DocumentFault) -> Action {
        guard let action = Action(rawValue: try text(value)) else {
            throw DocumentFault(.schema, at: .pointer(value.pointer), "expected ADD, OBSERVE or DELETE")
        }
        return action
    }
}
