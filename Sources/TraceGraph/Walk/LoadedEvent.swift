// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// An event that a trace has read, with the units between which goods flow in it.
///
/// A class, because an event is large and every unit in it leads to it.
final class LoadedEvent {
    let stored: StoredEvent
    let parent: CodeTable.ID?
    let children: [Amount]
    let inputs: [Amount]
    let outputs: [Amount]
    /// The units into which the inputs went: the outputs, or the event's own where goods were used up in them.
    let products: [Amount]
    /// All units between which goods flow in it, where they are too many to look through.
    private let flow: Set<CodeTable.ID>?
    /// The canonical transformation ID, which joins several events into one transformation.
    let transformation: String?

    /// A unit in an event, and how much of it.
    struct Amount {
        let unit: CodeTable.ID
        var quantity: String?
        var uom: String?
    }

    /// Only events in which goods flow between units need the codes of all their units.
    ///
    /// - Parameter consumed: codes of goods that its profile says were used up in the event's own.
    init(_ stored: StoredEvent, consumed: [String], codes: inout CodeTable) {
        self.stored = stored
        let event = stored.event
        let own =
            consumed.isEmpty
            ? [] : Set((event.epcs + event.quantities.map(\.epcClass)).map(CanonicalCode.canonical))
        let used = consumed.filter { !own.contains($0) }.map { Amount(unit: codes.id(of: $0)) }
        switch event.type {
        case .aggregation, .association:
            parent = event.parentID.map { codes.id(of: $0) }
            children = Self.amounts(event.childEPCs, event.childQuantities, &codes)
            (inputs, outputs, products, transformation) = ([], [], [], nil)
        case .transformation:
            (parent, children) = (nil, [])
            inputs = Self.amounts(event.inputEPCs, event.inputQuantities, &codes) + used
            outputs = Self.amounts(event.outputEPCs, event.outputQuantities, &codes)
            products = outputs
            transformation = event.transformationID.map(CanonicalCode.canonical)
        case .object, .transaction, .custom:
            (parent, children, outputs, transformation) = (nil, [], [], nil)
            inputs = used
            products = used.isEmpty ? [] : Self.amounts(event.epcs, event.quantities, &codes)
        }
        let units = (children + inputs + outputs).map(\.unit)
        flow = units.count > Self.few ? Set(units) : nil
    }

    private static let few = 16

    var number: EventNumber { stored.number }
    var milliseconds: Int64 { stored.event.eventTime.milliseconds }
    var counts: Bool { stored.counts }

    /// Whether the event ends every containment in its parent: an unpacking that names no children (EPCIS 2.0 §7.4.3).
    var unpacksAll: Bool { stored.event.action == .delete && parent != nil && children.isEmpty }

    /// Whether inputs went into a unit that has the role in the event.
    func isProduct(_ role: LinkRole) -> Bool {
        !role.isDisjoint(with: .output) || !inputs.isEmpty && !role.isDisjoint(with: [.epc, .quantity])
    }

    /// Whether a unit that has the role in the event went into others.
    func isInput(_ role: LinkRole) -> Bool {
        !role.isDisjoint(with: .input) || role.contains(.mention) && role.isDisjoint(with: .unit)
    }

    /// Whether a unit really is in the event; index keys may collide.
    func names(_ unit: CodeTable.Entry, id: CodeTable.ID) -> Bool {
        switch stored.event.type {
        case .aggregation, .association:
            parent == id || flow?.contains(id) ?? children.contains { $0.unit == id }
        case .transformation:
            flow?.contains(id) ?? (inputs.contains { $0.unit == id } || outputs.contains { $0.unit == id })
        case .object, .transaction, .custom:
            object(unit) != nil || stored.event.parentID.map(CanonicalCode.canonical) == unit.canonical
                || inputs.contains { $0.unit == id }
        }
    }

    /// The units of the event that a trace has met.
    func units(in codes: CodeTable) -> [CodeTable.ID] {
        switch stored.event.type {
        case .aggregation, .association: [parent].compactMap(\.self) + children.map(\.unit)
        case .transformation: (inputs + outputs).map(\.unit)
        case .object, .transaction, .custom:
            (stored.event.epcs + stored.event.quantities.map(\.epcClass)
                + [stored.event.parentID].compactMap(\.self)).compactMap(codes.knownID)
                + inputs.map(\.unit)
        }
    }

    /// The unit among the objects of the event, with its amount.
    func object(_ unit: CodeTable.Entry) -> (quantity: String?, uom: String?)? {
        if let element = stored.event.quantities.first(where: { Self.isSame($0.epcClass, unit) }) {
            return (element.quantity?.literal, element.uom)
        }
        return stored.event.epcs.contains { Self.isSame($0, unit) } ? (nil, nil) : nil
    }

    /// How many units of the event are not in an answer.
    ///
    /// - Parameter shown: how many of an object or transaction event are.
    func otherUnitCount(besides shown: Int, isInAnswer: (CodeTable.ID) -> Bool) -> Int {
        switch stored.event.type {
        case .aggregation, .association, .transformation:
            return Set((children + inputs + outputs).map(\.unit) + [parent].compactMap(\.self))
                .count { !isInAnswer($0) }
        case .object, .transaction, .custom:
            let event = stored.event
            let named =
                event.epcs.count + event.quantities.count + (event.parentID == nil ? 0 : 1) + inputs.count
            return max(0, named - shown)
        }
    }

    private static func isSame(_ uri: String, _ unit: CodeTable.Entry) -> Bool {
        uri == unit.uri || uri == unit.canonical || CanonicalCode.canonical(uri) == unit.canonical
    }

    private static func amounts(_ epcs: [String], _ quantities: [QuantityElement], _ codes: inout CodeTable)
        -> [Amount]
    {
        epcs.map { Amount(unit: codes.id(of: $0)) }
            + quantities.map {
                Amount(unit: codes.id(of: $0.epcClass), quantity: $0.quantity?.literal, uom: $0.uom)
            }
    }
}
