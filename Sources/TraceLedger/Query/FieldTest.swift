// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// What is asked of an extension field.
enum FieldTest: Sendable {
    case exists
    /// One of the values compares so.
    case compares(Comparison, [QueryLiteral])

    func holds(_ values: [ExtensionValue]) -> Bool {
        switch self {
        case .exists: !values.isEmpty
        case .compares(let comparison, let literals):
            values.contains { value in
                value.scalars.contains { scalar in
                    literals.contains { $0.holds(comparison, of: scalar) }
                }
            }
        }
    }
}

/// A value in a query, read as everything that it can be.
struct QueryLiteral: Sendable, Equatable {
    let text: String
    let number: Double?
    let time: Timestamp?

    init(_ text: String) {
        self.text = text
        number = Double(text).flatMap { $0.isFinite ? $0 : nil }
        time = Timestamp(text) ?? Timestamp(text + "T00:00:00Z")
    }

    /// Whether a value in an event compares so to this one: as numbers where both are, as times where both are,
    /// else equal as text. A date is its first instant in UTC.
    func holds(_ comparison: Comparison, of scalar: String) -> Bool {
        if scalar == text { return comparison != .greater && comparison != .less }
        let other = QueryLiteral(scalar)
        if let number, let value = other.number { return comparison.holds(value, number) }
        if let time, let value = other.time { return comparison.holds(value, time) }
        guard comparison != .equal, number == nil, time == nil else { return false }
        return comparison.holds(scalar, text)
    }
}

extension ExtensionValue {
    /// The simple values that are compared: of a list each, of an object its text or JSON-LD value.
    var scalars: [String] {
        switch self {
        case .string(let text): [text]
        case .number(let number): [number.literal]
        case .boolean(let value): [value ? "true" : "false"]
        case .null: []
        case .array(let values): values.flatMap(\.scalars)
        case .object(let fields):
            fields.filter { ["#text", "@value"].contains($0.name.local) }.flatMap(\.value.scalars)
        }
    }
}
