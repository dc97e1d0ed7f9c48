// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents

/// The public view of an event that records no stage: everything that partners sent, but for identifiers of persons
/// and of what is of class security.
struct PlainView {
    let view: PublicView

    /// Nil where a unit is of class security.
    func shown(_ event: Event) throws -> Event? {
        var shown = event
        guard try view.copyUnits(of: event, to: &shown, amounts: true) else { return nil }
        shown.readPoint = try place(event.readPoint)
        shown.bizLocation = try place(event.bizLocation)
        shown.sources = try event.sources.filter { try view.isPublic($0.id) }
        shown.destinations = try event.destinations.filter { try view.isPublic($0.id) }
        shown.bizTransactions = try event.bizTransactions.filter { try view.isPublic($0.id) }
        shown.ilmd = try fields(event.ilmd)
        shown.extensions = try fields(event.extensions)
        shown.errorDeclaration?.extensions = try fields(event.errorDeclaration?.extensions ?? [])
        shown.sensorElements = try event.sensorElements.map(sensors)
        return shown
    }

    private func place(_ place: Location?) throws -> Location? {
        guard var place, try view.isPublic(place.id) else { return nil }
        place.extensions = try fields(place.extensions)
        return place
    }

    private func sensors(_ element: SensorElement) throws -> SensorElement {
        SensorElement(
            metadata: try element.metadata.map(values),
            reports: try element.reports.map(values),
            extensions: try fields(element.extensions)
        )
    }

    private func values(_ values: SensorValues) throws -> SensorValues {
        SensorValues(
            values: try values.values.filter { try isShown($0.value.text) },
            extensions: try fields(values.extensions)
        )
    }

    /// Without fields of profiles, whose class nobody knows here.
    private func fields(_ fields: [ExtensionField]) throws -> [ExtensionField] {
        try fields.compactMap { field in
            guard !field.name.isChainTerm, let value = try value(field.value) else { return nil }
            return ExtensionField(name: field.name, value: value)
        }
    }

    private func value(_ value: ExtensionValue) throws -> ExtensionValue? {
        switch value {
        case .string(let text): return try isShown(text) ? value : nil
        case .object(let fields): return .object(try self.fields(fields))
        case .array(let items): return .array(try items.compactMap(self.value))
        case .number, .boolean, .null: return value
        }
    }

    private func isShown(_ text: String?) throws -> Bool {
        guard let text, text.utf8.starts(with: "urn:".utf8) || text.utf8.starts(with: "http".utf8) else {
            return true
        }
        return try view.isPublic(text)
    }
}
