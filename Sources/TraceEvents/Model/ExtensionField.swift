// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A field outside the standard, of any depth.
package struct ExtensionField: Equatable, Sendable {
    package var name: ExtensionName
    package var value: ExtensionValue

    package init(name: ExtensionName, value: ExtensionValue) {
        self.name = name
        self.value = value
    }
}

/// The name of an extension field: a namespace and a local name, and the prefix that the sender used.
///
/// Equal by namespace and local name where both namespaces are known. In JSON it is written `prefix:local`
/// where there is a prefix, else as the whole URI `namespace + local`, else as the bare `local` (which nested
/// fields and JSON-LD keywords may be).
package struct ExtensionName: Sendable {
    package var prefix: String?
    package var local: String
    /// As in the JSON-LD context or XML declaration; nil where the prefix was never declared.
    package var namespace: String?

    package init(prefix: String?, local: String, namespace: String?) {
        self.prefix = prefix
        self.local = local
        self.namespace = namespace
    }
}

extension ExtensionName: Hashable {
    package static func == (left: ExtensionName, right: ExtensionName) -> Bool {
        guard left.local == right.local else { return false }
        if let one = left.namespace, let two = right.namespace { return one == two }
        return left.namespace == right.namespace && left.prefix == right.prefix
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(local) }
}

/// The value of an extension field.
///
/// What XML has and JSON has not is written as JSON converters do: attributes as fields whose local name begins
/// with `@`, text beside attributes or elements as the field `#text`.
package indirect enum ExtensionValue: Equatable, Sendable {
    case string(String)
    case number(DecimalNumber)
    case boolean(Bool)
    case null
    case object([ExtensionField])
    case array([ExtensionValue])
}
