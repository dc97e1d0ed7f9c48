// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension SchemaCheck {
    /// What the `xsi:type` of an element names.
    enum GivenType {
        case none
        /// Nothing that is known; a fault has been told.
        case unknown
        case simple(SimpleType)
        case complex(Int32)
    }

    mutating func givenType(of node: XMLNode) -> GivenType {
        guard node.element.attributeCount > 0, let text = node.attribute(names.type, in: names.instance)
        else {
            return .none
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = parts.count == 2 ? String(parts[0]) : ""
        let local = String(parts.last ?? "")
        guard let namespace = node.namespace(ofPrefix: prefix) else {
            faults.add(
                .schema,
                at: node.offset,
                "the prefix of xsi:type=\"\(text)\" is not declared; add xmlns:\(prefix)"
            )
            return .unknown
        }
        if namespace == names.schema {
            if local == "anyType" { return .none }
            if let simple = SimpleType.named[local] { return .simple(simple) }
        }
        if let symbol = tree.symbols.known(local),
            let type = schema.named[.init(namespace: namespace, local: symbol)]
        {
            return .complex(type)
        }
        faults.add(.schema, at: node.offset, "there is no type xsi:type=\"\(text)\"")
        return .unknown
    }

    /// The value of `xsi:nil`; nil where there is none.
    mutating func nilMark(of node: XMLNode) -> Bool? {
        guard node.element.attributeCount > 0, let text = node.attribute(names.nil, in: names.instance) else {
            return nil
        }
        switch text {
        case "true", "1": return true
        case "false", "0": return false
        default:
            faults.add(.schema, at: node.offset, "xsi:nil is \"\(text.clipped)\"; expected true or false")
            return nil
        }
    }

    mutating func check(_ node: XMLNode, simple: SimpleType, rule: Schema.TypeRule?) {
        checkAttributes(
            of: node,
            rule
                ?? Schema.TypeRule(
                    content: .simple(simple),
                    firstAttribute: 0,
                    attributeCount: 0,
                    isOpen: false
                )
        )
        if node.hasChildren {
            faults.add(.schema, at: node.offset, "\(node.writtenName) may hold text but no elements")
        }
        if !node.withText(simple.accepts) {
            faults.add(
                .schema,
                at: node.offset,
                "\(node.writtenName) is \"\(node.rawText.clipped)\"; expected \(simple.expectation)"
            )
        }
    }

    mutating func checkAttributes(of node: XMLNode, _ rule: Schema.TypeRule) {
        let first = Int(rule.firstAttribute)
        let rules = schema.attributes[first..<first + Int(rule.attributeCount)]
        for attribute in node.attributes where attribute.namespace != names.instance {
            let known =
                attribute.namespace == SymbolTable.none ? rules.first { $0.local == attribute.local } : nil
            if let known {
                check(attribute, of: node, known.type)
            } else if !rule.isOpen {
                let name = tree.symbols[attribute.local]
                faults.add(
                    .schema,
                    at: node.offset,
                    "\(node.writtenName) may not have the attribute \(name)"
                )
            }
        }
        for rule in rules where rule.isRequired {
            let isGiven = node.attributes.contains {
                $0.local == rule.local && $0.namespace == SymbolTable.none
            }
            if !isGiven {
                faults.add(
                    .schema,
                    at: node.offset,
                    "\(node.writtenName) must have the attribute \(tree.symbols[rule.local])"
                )
            }
        }
    }

    private mutating func check(_ attribute: XMLTree.Attribute, of node: XMLNode, _ type: SimpleType) {
        guard !tree.withText(attribute.value, type.accepts) else { return }
        faults.add(
            .schema,
            at: node.offset,
            "the attribute \(tree.symbols[attribute.local]) of \(node.writtenName) is"
                + " \"\(node.value(of: attribute).clipped)\"; expected \(type.expectation)"
        )
    }
}

extension String {
    /// At most 60 characters, for messages.
    var clipped: String { count > 60 ? prefix(59) + "…" : self }
}
