// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension XMLEventDecoder {
    func texts(_ list: XMLNode) -> [String] { list.children.map(\.text) }

    func quantities(_ list: XMLNode) -> [QuantityElement] { list.children.map(quantity) }

    func quantity(_ node: XMLNode) -> QuantityElement {
        var element = QuantityElement(epcClass: "")
        for child in node.children {
            switch child.term {
            case .epcClass: element.epcClass = child.text
            case .quantity: element.quantity = child.withText { DecimalNumber(xml: $0.trimmed) }
            case .uom: element.uom = child.text
            default: break
            }
        }
        return element
    }

    func persistentDisposition(_ node: XMLNode) -> PersistentDisposition {
        var dispositions = PersistentDisposition()
        for child in node.children {
            let word = child.word(.disposition)
            if child.term == .set { dispositions.set.append(word) } else { dispositions.unset.append(word) }
        }
        return dispositions
    }

    func bizTransactions(_ list: XMLNode) -> [BizTransaction] {
        list.children.map { node in
            let type = node.attribute(SchemaSet.standard.names.type)
            return BizTransaction(type: type.map { node.word($0, .bizTransactionType) }, id: node.text)
        }
    }

    func parties(_ list: XMLNode) -> [PartyOrPlace] {
        list.children.map { node in
            let type = node.attribute(SchemaSet.standard.names.type) ?? ""
            return PartyOrPlace(type: node.word(type, .sourceDestinationType), id: node.text)
        }
    }

    func location(_ node: XMLNode) -> Location {
        Location(id: node.child(.id)?.text ?? "", extensions: openFields(node, besides: [.id]))
    }

    mutating func errorDeclaration(_ node: XMLNode) -> ErrorDeclaration? {
        guard let timeNode = node.child(.declarationTime) else {
            faults.add(.standard, at: node.offset, "\(node.writtenName) must have declarationTime")
            return nil
        }
        guard let time = timestamp(timeNode) else { return nil }
        var declaration = ErrorDeclaration(declarationTime: time)
        for child in node.children {
            switch child.term {
            case .reason: declaration.reason = child.word(.errorReason)
            case .correctiveEventIDs: declaration.correctiveEventIDs += texts(child)
            default: break
            }
        }
        declaration.extensions = openFields(node, besides: [.declarationTime, .reason, .correctiveEventIDs])
        return declaration
    }

    /// The attributes and elements outside the standard, also those in `extension`.
    ///
    /// - Parameters:
    ///   - standard: child elements of the standard.
    ///   - ignored: attributes of the standard.
    func openFields(
        _ node: XMLNode,
        besides standard: Set<Term> = [],
        ignoring ignored: [Int32] = []
    ) -> [ExtensionField] {
        var fields = XMLFields()
        XMLValueDecoder.addAttributes(of: node, ignoring: ignored, to: &fields)
        collect(node, besides: standard, into: &fields)
        return fields.list
    }

    private func collect(_ node: XMLNode, besides standard: Set<Term>, into fields: inout XMLFields) {
        for child in node.children {
            if let term = child.term {
                if standard.contains(term) { continue }
                if term == .extension {
                    collect(child, besides: standard, into: &fields)
                    continue
                }
            }
            fields.add(XMLValueDecoder.value(child), of: child, isArray: child.isMarkedList)
        }
    }
}
