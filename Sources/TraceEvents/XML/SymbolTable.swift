// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Names and namespaces as small numbers, so that they are compared as numbers.
///
/// A table that grows from the standard's own table keeps its numbers, so that the numbers of the schema
/// hold in every document.
struct SymbolTable: Sendable {
    /// The number of "no namespace", "no prefix" and of the empty name.
    static let none: Int32 = 0

    private(set) var names: [String] = [""]
    private var standard: [String: Int32] = [:]
    private var added: [String: Int32] = ["": 0]

    init() {}

    /// A table for one document; it does not copy the names of the standard.
    init(growing standard: SymbolTable) {
        names = standard.names
        self.standard = standard.added
        added = [:]
    }

    /// The number of a name, which is new where the name is.
    mutating func symbol(_ name: String) -> Int32 {
        if let known = known(name) { return known }
        let symbol = Int32(names.count)
        names.append(name)
        added[name] = symbol
        return symbol
    }

    /// The number of a name that the table has.
    func known(_ name: String) -> Int32? { standard[name] ?? added[name] }

    subscript(symbol: Int32) -> String { names[Int(symbol)] }
}
