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
    let number: EventNumber
    let eventID: String
    let isDeclaredWrong: Bool
    /// Without what a trace does not tell and without the units that are held below.
    let event: Event
    let parent: CodeTable.ID?
    let children: Amounts
    let inputs: Amounts
    let outputs: Amounts
    /// The units into which the inputs went: the outputs, or the event's own where goods were used up in them.
    let products: Amounts
    /// All units between which goods flow in it in order, where they are too many to look through.
    private let flow: [CodeTable.ID]?
    /// The keys of its objects in order, where they are too many to look through again and again.
    private lazy var objectKeys = event.epcs.enumerated()
        .map { (key: LinkKey(CanonicalCode.canonical($1)).rawValue, position: Int32($0)) }
        .sorted { $0.key < $1.key }
    private var questions = 0
    /// The canonical transformation ID, which joins several events into one transformation.
    let transformation: String?

    /// Only events in which goods flow between units need the codes of all their units.
    ///
    /// - Parameter consumed: codes of goods that its profile says were used up in the event's own.
    init(_ stored: StoredEvent, consumed: [String], codes: inout CodeTable) {
        number = stored.number
        eventID = stored.eventID
        isDeclaredWrong = stored.declaredWrongBy != nil
        var event = stored.event
        let own =
            consumed.isEmpty
            ? [] : Set((event.epcs + event.quantities.map(\.epcClass)).map(CanonicalCode.canonical))
        let used = consumed.filter { !own.contains($0) }.map { codes.id(of: $0) }
        switch event.type {
        case .aggregation, .association:
            parent = event.parentID.map { codes.id(of: $0) }
            children = Amounts(event.childEPCs, event.childQuantities, &codes)
            (inputs, outputs, products, transformation) = (Amounts(), Amounts(), Amounts(), nil)
        case .transformation:
            (parent, children) = (nil, Amounts())
            inputs = Amounts(event.inputEPCs, event.inputQuantities, used: used, &codes)
            outputs = Amounts(event.outputEPCs, event.outputQuantities, &codes)
            products = outputs
            transformation = event.transformationID.map(CanonicalCode.canonical)
        case .object, .transaction, .custom:
            (parent, children, outputs, transformation) = (nil, Amounts(), Amounts(), nil)
            inputs = Amounts([], [], used: used, &codes)
            products = used.isEmpty ? Amounts() : Amounts(event.epcs, event.quantities, &codes)
        }
        flow =
            children.count + inputs.count + outputs.count > Self.few
            ? (children.units + inputs.units + outputs.units).sorted() : nil
        event.dropUntold()
        self.event = event
    }

    private static let few = 16

    var milliseconds: Int64 { event.eventTime.milliseconds }

    /// Whether the event happened as far as the ledger knows: it is neither declared wrong nor a declaration.
    var counts: Bool { !isDeclaredWrong && event.errorDeclaration == nil }

    /// Whether units are its objects, which it names and between which nothing flows.
    var hasObjects: Bool { event.type == .object || event.type == .transaction }

    /// Whether the event ends every containment in its parent: an unpacking that names no children (EPCIS 2.0 §7.4.3).
    var unpacksAll: Bool { event.action == .delete && parent != nil && children.isEmpty }

    /// Whether inputs went into a unit that has the role in the event.
    func isProduct(_ role: LinkRole) -> Bool {
        !role.isDisjoint(with: .output) || !inputs.isEmpty && !role.isDisjoint(with: [.epc, .quantity])
    }

    /// Whether a unit that has the role in the event went into others.
    func isInput(_ role: LinkRole) -> Bool {
        !role.isDisjoint(with: .input) || role.contains(.mention) && role.isDisjoint(with: .unit)
    }

    /// Whether a unit really is in the event; index keys may collide.
    func names(_ unit: CodeTable.ID, in codes: CodeTable) -> Bool {
        switch event.type {
        case .aggregation, .association: parent == unit || flows(unit)
        case .transformation: flows(unit)
        case .object, .transaction, .custom:
            flows(unit) || object(unit, in: codes) != nil
                || event.parentID.map(CanonicalCode.canonical) == codes.canonical(of: unit)
        }
    }

    private func flows(_ unit: CodeTable.ID) -> Bool {
        guard let flow else {
            return children.units.contains(unit) || inputs.units.contains(unit)
                || outputs.units.contains(unit)
        }
        let position = flow.firstPosition(from: { $0 >= unit })
        return position < flow.count && flow[position] == unit
    }

    /// The units of the event that a trace has met.
    func units(in codes: CodeTable) -> [CodeTable.ID] {
        switch event.type {
        case .aggregation, .association: [parent].compactMap(\.self) + children.units
        case .transformation: inputs.units + outputs.units
        case .object, .transaction, .custom:
            (event.epcs + event.quantities.map(\.epcClass) + [event.parentID].compactMap(\.self))
                .compactMap(codes.knownID) + inputs.units
        }
    }

    /// The unit among the objects of the event, with its amount.
    func object(_ unit: CodeTable.ID, in codes: CodeTable) -> (quantity: String?, uom: String?)? {
        let canonical = codes.canonical(of: unit)
        func isSame(_ uri: String) -> Bool { uri == canonical || CanonicalCode.canonical(uri) == canonical }
        if let element = event.quantities.first(where: { isSame($0.epcClass) }) {
            return (element.quantity?.literal, element.uom)
        }
        let isObject =
            event.epcs.count > Self.few && isAskedOften()
            ? positions(of: codes.key(of: unit)).contains { isSame(event.epcs[$0]) }
            : event.epcs.contains { isSame($0) }
        return isObject ? (nil, nil) : nil
    }

    /// Whether more is asked of the event than looking through its objects each time is good for.
    private func isAskedOften() -> Bool {
        questions += 1
        return questions > Self.few
    }

    /// Where the objects with a key stand among the event's EPCs.
    private func positions(of key: LinkKey) -> some Sequence<Int> {
        let first = objectKeys.firstPosition(from: { $0.key >= key.rawValue })
        return objectKeys[first...].lazy.prefix { $0.key == key.rawValue }.map { Int($0.position) }
    }

    /// How many units of the event are not in an answer.
    ///
    /// - Parameter shown: how many of an object or transaction event are.
    func otherUnitCount(besides shown: Int, isInAnswer: (CodeTable.ID) -> Bool) -> Int {
        switch event.type {
        case .aggregation, .association, .transformation:
            let units = [children.units, inputs.units, outputs.units, [parent].compactMap(\.self)].joined()
            return Set(units.filter { !isInAnswer($0) }).count
        case .object, .transaction, .custom:
            let named =
                event.epcs.count + event.quantities.count + (event.parentID == nil ? 0 : 1) + inputs.count
            return max(0, named - shown)
        }
    }
}

extension Event {
    /// Drops what no trace tells and, of events in which goods flow, the units.
    fileprivate mutating func dropUntold() {
        (childEPCs, childQuantities) = ([], [])
        (inputEPCs, inputQuantities, outputEPCs, outputQuantities) = ([], [], [], [])
        (sensorElements, ilmd, extensions) = ([], [], [])
        (certificationInfo, persistentDisposition, bizTransactions) = ([], nil, [])
    }
}
