// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// Which extension fields of an event are meant: where they stand, how deep, and their name.
struct FieldSelector: Sendable, Equatable {
    let scope: Scope
    /// Whether the field stands inside another, at any depth, instead of at the top of its place.
    let isInner: Bool
    let name: FieldName

    /// Where in an event extension fields can stand; the raw value is its mark in parameter names.
    enum Scope: String, Sendable, CaseIterable {
        case event = ""
        case ilmd = "ILMD_"
        case errorDeclaration = "ERROR_DECLARATION_"
        case sensorElement = "SENSORELEMENT_"
        case sensorMetadata = "SENSORMETADATA_"
        case sensorReport = "SENSORREPORT_"
        case readPoint = "readPoint_"
        case bizLocation = "bizLocation_"
    }

    /// Reads what follows the operator in a parameter name: `INNER_ILMD_ex:colour`.
    init(_ text: Substring, namespaces: [String: String]) {
        var rest = text
        isInner = rest.hasPrefix("INNER_")
        if isInner { rest = rest.dropFirst("INNER_".count) }
        var scope = Scope.event
        for candidate in Scope.allCases where candidate != .event && rest.hasPrefix(candidate.rawValue) {
            scope = candidate
        }
        self.scope = scope
        name = FieldName(String(rest.dropFirst(scope.rawValue.count)), namespaces: namespaces)
    }

    /// The values of the selected fields.
    func values(in event: Event) -> [ExtensionValue] {
        var found: [ExtensionValue] = []
        for fields in places(in: event) {
            for field in fields {
                if isInner {
                    collect(inside: field.value, into: &found)
                } else if name.matches(field.name) {
                    found.append(field.value)
                }
            }
        }
        return found
    }

    private func collect(inside value: ExtensionValue, into found: inout [ExtensionValue]) {
        switch value {
        case .object(let fields):
            for field in fields {
                if name.matches(field.name) { found.append(field.value) }
                collect(inside: field.value, into: &found)
            }
        case .array(let values): for value in values { collect(inside: value, into: &found) }
        case .string, .number, .boolean, .null: break
        }
    }

    private func places(in event: Event) -> [[ExtensionField]] {
        switch scope {
        case .event: [event.extensions]
        case .ilmd: [event.ilmd]
        case .errorDeclaration: event.errorDeclaration.map { [$0.extensions] } ?? []
        case .sensorElement: event.sensorElements.map(\.extensions)
        case .sensorMetadata: event.sensorElements.compactMap { $0.metadata?.extensions }
        case .sensorReport: event.sensorElements.flatMap { $0.reports.map(\.extensions) }
        case .readPoint: event.readPoint.map { [$0.extensions] } ?? []
        case .bizLocation: event.bizLocation.map { [$0.extensions] } ?? []
        }
    }
}
