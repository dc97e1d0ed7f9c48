// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension Tree {
    /// This map with some of its entries replaced; null removes one.
    ///
    /// - Parameter nested: the keys whose values are maps that are changed entry by entry in their turn.
    func changed(by change: Tree, nested: Set<String> = []) -> Tree {
        guard case .map(var pairs) = kind else { return change }
        for (key, value) in change.pairs {
            let index = pairs.firstIndex { $0.key == key }
            if value.isNull {
                if let index { pairs.remove(at: index) }
                continue
            }
            var value = value
            if let index, nested.contains(key), case .map = value.kind {
                value = pairs[index].value.mapped.changed(by: value, nested: key == "documents" ? ["*"] : [])
            } else if let index, nested.contains("*"), case .map = value.kind, value["number"] == nil {
                value = pairs[index].value.numbered.changed(by: value)
            }
            if let index { pairs[index].value = value } else { pairs.append((key, value)) }
        }
        return Tree(.map(pairs), like: self)
    }

    /// The maps of a step that are changed entry by entry.
    static let nestedInStep: Set<String> = ["set", "documents", "units", "container", "inputs", "outputs"]
    /// The maps of a role that are changed entry by entry.
    static let nestedInRole: Set<String> = ["licences", "permits", "capacity"]

    /// A list of names as a map of them.
    private var mapped: Tree {
        guard case .list(let items) = kind else { return self }
        return Tree(
            .map(items.map { ($0.plainText ?? "?", Tree(.scalar("valid", isQuoted: false), like: $0)) }),
            like: self
        )
    }

    /// A document that is given by its number alone as a map.
    private var numbered: Tree {
        if case .map = kind { return self }
        return Tree(.map([("number", self)]), like: self)
    }

    /// A map of maps with some of the inner ones changed or added.
    func changedInside(by change: Tree, nested: Set<String>) -> Tree {
        guard case .map(var pairs) = kind else { return change }
        for (key, value) in change.pairs {
            let index = pairs.firstIndex { $0.key == key }
            switch (index, value.isNull) {
            case (let index?, true): pairs.remove(at: index)
            case (let index?, false):
                if case .map = value.kind, case .map = pairs[index].value.kind {
                    pairs[index].value = pairs[index].value.changed(by: value, nested: nested)
                } else {
                    pairs[index].value = value
                }
            case (nil, false): pairs.append((key, value))
            case (nil, true): value.fault("there is no “\(key)” to remove")
            }
        }
        return Tree(.map(pairs), like: self)
    }

    /// Another value of a key of this map.
    func setting(_ key: String, _ value: Tree) -> Tree {
        guard case .map(var pairs) = kind else { return self }
        if let index = pairs.firstIndex(where: { $0.key == key }) {
            pairs[index].value = value
        } else {
            pairs.append((key, value))
        }
        return Tree(.map(pairs), like: self)
    }
}
