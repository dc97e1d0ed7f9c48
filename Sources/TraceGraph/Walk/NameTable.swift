// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Texts of which a million accounts have few different ones: places, steps, units of measure.
struct NameTable {
    /// A text's position in the table.
    typealias ID = Int32

    /// The first is no text.
    private var names: [String?] = [nil]
    private var ids: [String: ID] = [:]

    subscript(id: ID) -> String? { names[Int(id)] }

    mutating func id(of name: String?) -> ID {
        guard let name else { return 0 }
        if let known = ids[name] { return known }
        names.append(name)
        ids[name] = ID(names.count - 1)
        return ID(names.count - 1)
    }
}
