// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// What happened in a small world of units, before anybody writes it as EPCIS events.
///
/// Units and transformation IDs are numbers here; only ``HistoryWriter`` knows how they are spelled. Worlds with
/// different numbers share no code.
struct History: Sendable {
    var world: Int
    var units: [HistoryUnit]
    var events: [HistoryEvent]
}

/// What a unit of a history is.
enum HistoryUnit: String, Sendable {
    case instance, lot, container, asset
    /// A kind of product without a lot.
    case product

    var isTraceable: Bool { self != .product }
    var isInstance: Bool { self == .instance || self == .container || self == .asset }
}

/// One event of a history; units are positions in ``History/units``.
struct HistoryEvent: Sendable, Hashable {
    /// An error declaration has the ID of the event that it declares wrong.
    var id: Int
    /// Milliseconds since 1970.
    var time: Int64
    var type: EventType
    var action: Action?
    var step: String?
    var objects: [Int] = []
    var parent: Int?
    var children: [Int] = []
    var inputs: [Int] = []
    var outputs: [Int] = []
    var transformationID: Int?
    /// Which declaration of its event it is; nil for what is no declaration.
    var declaration: Int?

    /// Every unit that the event names, once.
    var named: Set<Int> { Set(objects + children + inputs + outputs + [parent].compactMap(\.self)) }
    var isPacking: Bool { action == .add && (type == .aggregation || type == .association) }
    var isUnpacking: Bool { action == .delete && (type == .aggregation || type == .association) }
}

extension HistoryEvent {
    /// The event without one of the units that it names.
    func without(_ unit: Int) -> HistoryEvent {
        var event = self
        event.objects.removeAll { $0 == unit }
        event.children.removeAll { $0 == unit }
        event.inputs.removeAll { $0 == unit }
        event.outputs.removeAll { $0 == unit }
        return event
    }
}

extension History: CustomStringConvertible {
    var description: String {
        let first = events.map(\.time).min() ?? 0
        return events.sorted { $0.time < $1.time }.map { line($0, since: first) }.joined(separator: "\n")
    }

    /// A unit's short name: its first letter and its number.
    func name(_ unit: Int) -> String { "\(units[unit].rawValue.prefix(1).uppercased())\(unit)" }

    private func line(_ event: HistoryEvent, since first: Int64) -> String {
        func list(_ label: String, _ list: [Int]) -> String? {
            list.isEmpty ? nil : "\(label) \(list.map(name).joined(separator: " "))"
        }
        let parts: [String?] = [
            "#\(event.id)", "+\(event.time - first)ms", "\(event.type)", event.action?.rawValue, event.step,
            list("of", event.objects), event.parent.map { "parent \(name($0))" },
            list("children", event.children), list("in", event.inputs), list("out", event.outputs),
            event.transformationID.map { "transformation \($0)" },
            event.declaration.map { "declares #\(event.id) wrong (\($0))" },
        ]
        return parts.compactMap(\.self).joined(separator: "  ")
    }
}
