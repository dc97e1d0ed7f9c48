// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Makes an ``Event`` of an element that the content models have accepted.
///
/// In 1.2 what 2.0 has added stands in `extension` elements that the XSD does not look into. It is read as in
/// 2.0, so that the decoder checks for itself what an event cannot be without.
struct XMLEventDecoder {
    var faults: XMLFaultList
    private let names = SchemaSet.standard.names
    /// The offset of the event being read, for times of 1.2 without one.
    private var offset = "Z"

    init(faults: XMLFaultList) {
        self.faults = faults
    }

    /// The event, or nil where a fault has been told.
    mutating func event(_ node: XMLNode) -> Event? {
        let zone = node.child(.eventTimeZoneOffset)?.text
        offset = zone.flatMap { Timestamp("2000-01-01T00:00:00" + $0) == nil ? nil : $0 } ?? "Z"
        guard let zone, let timeNode = node.child(.eventTime) else {
            faults.add(
                .standard,
                at: node.offset,
                "\(node.writtenName) must have eventTime and eventTimeZoneOffset"
            )
            return nil
        }
        guard let time = timestamp(timeNode) else { return nil }
        var event = Event(type: type(of: node), eventTime: time, timeZoneOffset: zone)
        if node.term == .quantityEvent {
            event.action = .observe
            event.quantities = [quantity(node)]
        }
        var fields = XMLFields()
        XMLValueDecoder.addAttributes(of: node, to: &fields)
        decode(node, into: &event, &fields)
        event.extensions = fields.list
        return event
    }

    private func type(of node: XMLNode) -> EventType {
        switch node.term {
        case .objectEvent, .quantityEvent: return .object
        case .aggregationEvent: return .aggregation
        case .transactionEvent: return .transaction
        case .transformationEvent: return .transformation
        case .associationEvent: return .association
        default:
            let name = node.fieldName
            return .custom((name.namespace ?? name.prefix.map { $0 + ":" } ?? "") + name.local)
        }
    }

    private mutating func decode(_ node: XMLNode, into event: inout Event, _ fields: inout XMLFields) {
        let isCustom = if case .custom = event.type { true } else { false }
        for child in node.children {
            if let term = child.term {
                if decodeCommon(term, child, into: &event, &fields) { continue }
                if !isCustom, decodeField(term, child, into: &event) { continue }
                if node.term == .quantityEvent, term == .epcClass || term == .quantity { continue }
            } else if child.namespace == names.marks, child.local == names.more {
                decode(child, into: &event, &fields)
                continue
            }
            fields.add(XMLValueDecoder.value(child), of: child, isArray: child.isMarkedList)
        }
    }

    /// Takes a field that events of every type have; false where it is none.
    private mutating func decodeCommon(
        _ term: Term,
        _ node: XMLNode,
        into event: inout Event,
        _ fields: inout XMLFields
    ) -> Bool {
        switch term {
        case .eventTime, .eventTimeZoneOffset: break
        case .recordTime: event.recordTime = timestamp(node)
        case .eventID: event.eventID = node.text
        case .certificationInfo: event.certificationInfo.append(node.text)
        case .errorDeclaration: event.errorDeclaration = errorDeclaration(node)
        case .extension, .baseExtension: decode(node, into: &event, &fields)
        default: return false
        }
        return true
    }

    /// Takes a field of the standard event types; false where it is none.
    private mutating func decodeField(_ term: Term, _ node: XMLNode, into event: inout Event) -> Bool {
        switch term {
        case .action: event.action = action(node)
        case .epcList: event.epcs = texts(node)
        case .quantityList: event.quantities = quantities(node)
        case .parentID: event.parentID = node.text
        case .childEPCs: event.childEPCs = texts(node)
        case .childQuantityList: event.childQuantities = quantities(node)
        case .inputEPCList: event.inputEPCs = texts(node)
        case .inputQuantityList: event.inputQuantities = quantities(node)
        case .outputEPCList: event.outputEPCs = texts(node)
        case .outputQuantityList: event.outputQuantities = quantities(node)
        case .transformationID: event.transformationID = node.text
        case .bizStep: event.bizStep = node.word(.bizStep)
        case .disposition: event.disposition = node.word(.disposition)
        case .persistentDisposition: event.persistentDisposition = persistentDisposition(node)
        case .bizTransactionList: event.bizTransactions = bizTransactions(node)
        case .readPoint: event.readPoint = location(node)
        case .bizLocation: event.bizLocation = location(node)
        case .sourceList: event.sources = parties(node)
        case .destinationList: event.destinations = parties(node)
        case .sensorElementList: event.sensorElements = sensorElements(node)
        case .ilmd: event.ilmd = openFields(node)
        default: return false
        }
        return true
    }

    private mutating func action(_ node: XMLNode) -> Action? {
        if let action = Action(rawValue: node.text) { return action }
        faults.add(
            .standard,
            at: node.offset,
            "action is \"\(node.text.clipped)\"; expected ADD, OBSERVE or DELETE"
        )
        return nil
    }

    /// A time; one of 1.2 without an offset is taken to be at the event's place.
    mutating func timestamp(_ node: XMLNode) -> Timestamp? {
        let text = node.text
        if let time = Timestamp(text) ?? Timestamp(text + offset) { return time }
        faults.add(
            .standard,
            at: node.offset,
            "\(node.writtenName) is \"\(text.clipped)\"; expected a date and time in the years 0001 to 9999"
        )
        return nil
    }
}
