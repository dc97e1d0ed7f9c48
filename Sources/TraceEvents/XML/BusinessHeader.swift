// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// A Standard Business Document Header that says no more than JSON's `sender`, `receiver` and
/// `instanceIdentifier`.
///
/// JSON has these three at the top of a document. In XML they are a header in this one form, so that a header
/// of this form is read as the three, and any other is kept as it is.
struct BusinessHeader {
    var sender = ""
    var receiver = ""
    var instance = ""

    /// What the header says besides.
    static let constants = (version: "1.0", standard: "EPCglobal", typeVersion: "1.0", type: "Events")

    init(fields: [ExtensionField]) {
        for field in fields where field.name.namespace == nil && field.name.prefix == nil {
            guard case .string(let text) = field.value else { continue }
            switch field.name.local {
            case "sender": sender = text
            case "receiver": receiver = text
            case "instanceIdentifier": instance = text
            default: break
            }
        }
    }

    /// Whether a header field is one of the three.
    static func holds(_ field: ExtensionField) -> Bool {
        guard case .string = field.value, field.name.namespace == nil, field.name.prefix == nil else {
            return false
        }
        return ["sender", "receiver", "instanceIdentifier"].contains(field.name.local)
    }

    /// Reads a header of the form that is written; nil for any other.
    init?(plain node: XMLNode, of document: EPCISDocument) {
        guard let parts = Self.leaves(of: node), let date = document.creationDate?.text else { return nil }
        let names = [
            "HeaderVersion", "Identifier", "Identifier", "Standard", "TypeVersion", "InstanceIdentifier",
            "Type", "CreationDateAndTime",
        ]
        let constants = Self.constants
        guard parts.map(\.name) == names, parts[0].text == constants.version,
            parts[3].text == constants.standard, parts[4].text == constants.typeVersion,
            parts[6].text == constants.type, parts[7].text == date
        else { return nil }
        (sender, receiver, instance) = (parts[1].text, parts[2].text, parts[5].text)
    }

    /// The three as fields, without those that are empty.
    var fields: [ExtensionField] {
        [("sender", sender), ("receiver", receiver), ("instanceIdentifier", instance)].compactMap {
            name,
            text in
            guard !text.isEmpty else { return nil }
            return ExtensionField(
                name: ExtensionName(prefix: nil, local: name, namespace: nil),
                value: .string(text)
            )
        }
    }

    /// The elements without children; nil where there is an attribute or more than one sender or receiver.
    private static func leaves(of node: XMLNode) -> [(name: String, text: String)]? {
        guard node.element.attributeCount == 0 else { return nil }
        guard node.hasChildren else { return [(node.localName, node.text)] }
        var leaves: [(name: String, text: String)] = []
        for child in node.children {
            guard let inner = Self.leaves(of: child) else { return nil }
            leaves += inner
        }
        return leaves
    }
}
