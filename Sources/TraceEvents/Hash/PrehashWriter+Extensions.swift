// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension PrehashWriter {
    /// Writes extension fields sorted, of those whose names pass.
    mutating func putExtensions(
        _ fields: [ExtensionField],
        _ isWanted: (ExtensionName) -> Bool = { _ in true }
    ) {
        if fields.isEmpty { return }
        putSorted { list in
            for field in fields where isWanted(field.name) { list.putExtension(field) }
        }
    }

    /// Writes an extension field as items of the list in hand: `{namespace}local=value` and the fields in it.
    ///
    /// An array is as many fields of the same name. One whose name ends in `List` is a field with as many
    /// fields in it, which XML has and JSON leaves out. Comments are no part of an event.
    mutating func putExtension(_ field: ExtensionField) {
        if field.name.isComment { return }
        guard case .array(let values) = field.value else { return putItem(field.name, field.value) }
        if values.isEmpty { return }
        guard let itemName = field.name.ofItems else {
            for value in values { putItem(field.name, value) }
            return
        }
        putName(field.name)
        putSorted { list in
            for value in values { list.putItem(itemName, value) }
        }
        endItem()
    }

    private mutating func putItem(_ name: ExtensionName?, _ value: ExtensionValue) {
        if let name { putName(name) }
        switch value {
        case .string(let text): putText(text)
        case .number(let number): putText(number.literal)
        case .boolean(let value): putText(value ? "true" : "false")
        case .null: break
        case .object(let fields): putObject(fields)
        case .array(let values):
            putSorted { list in
                for value in values { list.putItem(nil, value) }
            }
        }
        endItem()
    }

    private mutating func putObject(_ fields: [ExtensionField]) {
        for field in fields where field.name.isText {
            switch field.value {
            case .string(let text): putText(text)
            case .number(let number): putText(number.literal)
            default: break
            }
        }
        putExtensions(fields) { !$0.isText }
    }

    private mutating func putText(_ text: String) {
        let start = bytes.count
        put("=" as Unicode.Scalar)
        if !putValue(text) { removeAll(from: start) }
    }

    private mutating func putName(_ name: ExtensionName) {
        if let namespace = name.namespace {
            put("{" as Unicode.Scalar)
            put(namespace)
            put("}" as Unicode.Scalar)
        } else if let prefix = name.prefix {
            put(prefix)
            put(":" as Unicode.Scalar)
        }
        put(name.local.hasPrefix("@") ? name.local.dropFirst() : name.local[...])
    }
}

extension ExtensionName {
    fileprivate var isText: Bool { local == "#text" && prefix == nil && namespace == nil }

    fileprivate var isComment: Bool {
        guard local == "comment" else { return false }
        guard let namespace else { return prefix == nil || prefix == "rdfs" }
        return namespace == "http://www.w3.org/2000/01/rdf-schema#"
    }

    /// The name of one item in XML, where this is the name of a list.
    fileprivate var ofItems: ExtensionName? {
        guard local.hasSuffix("List"), local.utf8.count > 4 else { return nil }
        return ExtensionName(prefix: prefix, local: String(local.dropLast(4)), namespace: namespace)
    }
}
