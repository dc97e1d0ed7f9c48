// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Collects fields outside the standard; elements of one name become an array.
struct XMLFields {
    private var fields: [(name: ExtensionName, values: [ExtensionValue], isArray: Bool)] = []
    private var places: [UInt64: Int] = [:]

    /// Adds an element that lies beside others.
    ///
    /// - Parameter isArray: whether the element is one of an array even if it is the only one.
    mutating func add(_ value: ExtensionValue, of node: XMLNode, isArray: Bool) {
        let key = UInt64(UInt32(bitPattern: node.namespace)) << 32 | UInt64(UInt32(bitPattern: node.local))
        if let place = places[key] {
            fields[place].values.append(value)
            fields[place].isArray = true
        } else {
            places[key] = fields.count
            fields.append((node.fieldName, [value], isArray))
        }
    }

    mutating func add(_ value: ExtensionValue, named name: ExtensionName) {
        fields.append((name, [value], false))
    }

    var isEmpty: Bool { fields.isEmpty }

    var list: [ExtensionField] {
        fields.map { field in
            ExtensionField(
                name: field.name,
                value: field.isArray ? .array(field.values) : field.values[0]
            )
        }
    }
}

extension XMLNode {
    /// The name of the field that the element is outside the standard.
    var fieldName: ExtensionName {
        let element = element
        return XMLName.field(
            prefix: tree.symbols[element.prefix],
            local: tree.symbols[element.local],
            namespace: tree.symbols[element.namespace]
        )
    }

    /// The name of the field that an attribute is.
    func fieldName(of attribute: XMLTree.Attribute, mark: String) -> ExtensionName {
        XMLName.field(
            prefix: tree.symbols[attribute.prefix],
            local: tree.symbols[attribute.local],
            namespace: tree.symbols[attribute.namespace],
            mark: mark
        )
    }
}
