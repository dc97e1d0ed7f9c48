// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// What the making of a lot says about it: dates, weight, country.
struct ProductFacts: Sendable, Equatable {
    /// Local names and values of the master data of lots and instances, in the order of the records.
    var fields: [Field] = []

    /// One fact as it is recorded.
    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The facts of a product and of what it alone was made of; of two with one name the first holds.
    init(merging all: [ProductFacts]) {
        var seen: Set<String> = []
        fields = all.flatMap(\.fields).filter { seen.insert($0.name).inserted }
    }

    /// Reads the `ilmd` of an event; parts with structure of their own are left out.
    init(ilmd: [ExtensionField]) {
        fields = ilmd.prefix(40).compactMap { field in
            switch field.value {
            case .string(let text) where !text.isEmpty && text.utf8.count <= 200:
                Field(name: field.name.local, value: text)
            case .number(let number): Field(name: field.name.local, value: number.literal)
            default: nil
            }
        }
    }
}
