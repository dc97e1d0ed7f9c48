// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The place in the order of an answer at which a page ended.
struct QueryPosition: Sendable, Equatable {
    /// The number of the last event, or in the order of record time its record time.
    var value: Int64
    /// Where an extension field orders, its value in the last event.
    var field: FieldSortKey?
}

/// The value of an extension field by which events are ordered: numbers before texts before nothing.
enum FieldSortKey: Sendable, Equatable {
    case number(Double)
    case text(String)
    case missing

    /// Texts are ordered by so many of their first characters, so that a page token stays short.
    private static let longest = 500

    init(_ scalar: String?) {
        guard let scalar else {
            self = .missing
            return
        }
        self =
            Double(scalar).flatMap { $0.isFinite ? .number($0) : nil }
            ?? .text(String(scalar.unicodeScalars.prefix(Self.longest)))
    }

    /// Whether this one comes first; nil where they are equal. Events without the field are last in both directions.
    func precedes(_ other: FieldSortKey, descending: Bool) -> Bool? {
        switch (self, other) {
        case (.missing, .missing): nil
        case (.missing, _): false
        case (_, .missing): true
        case (.number(let left), .number(let right)): left == right ? nil : (left < right) != descending
        case (.text(let left), .text(let right)):
            left == right ? nil : left.utf8.lexicographicallyPrecedes(right.utf8) != descending
        case (.number, .text): !descending
        case (.text, .number): descending
        }
    }
}
