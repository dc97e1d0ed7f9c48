// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Field names as XML names, and back.
///
/// XML names may not hold every character, and need a namespace in many places where JSON needs none. A
/// character that may not stand in an XML name is written `_xHHHH_`, as ISO/IEC 9075-14 does, and a name that
/// JSON has without a namespace is in one of ours that says so.
enum XMLName {
    private static let undeclaredPrefix = XMLNamespace.marks + ":prefix:"
    private static let standIn = XMLNamespace.marks + ":namespace:"
    private static let escaped = XMLNamespace.marks + ":escaped:"

    /// The field name of an element or attribute.
    static func field(
        prefix: String,
        local: String,
        namespace given: String,
        mark: String = ""
    ) -> ExtensionName {
        let plain = mark + decoded(local)
        let namespace = given.hasPrefix(escaped) ? decoded(String(given.dropFirst(escaped.count))) : given
        if namespace.isEmpty || namespace == XMLNamespace.marks {
            return ExtensionName(prefix: nil, local: plain, namespace: nil)
        }
        // Behind a prefix, JSON would read it as a URI.
        let local = plain.hasPrefix("//") ? local : plain
        if namespace.hasPrefix(undeclaredPrefix) {
            let undeclared = ExtensionName(
                prefix: String(namespace.dropFirst(undeclaredPrefix.count)),
                local: local,
                namespace: nil
            )
            if undeclared.isReadAsUndeclared { return undeclared }
        }
        let written = prefix.isEmpty ? nil : prefix
        let meant = namespace.hasPrefix(standIn) ? String(namespace.dropFirst(standIn.count)) : namespace
        // A document may claim what JSON would not read as a namespace.
        return ExtensionName(
            prefix: written,
            local: local,
            namespace: Namespaces.isNamespace(meant) ? meant : given
        )
    }

    /// The namespace that a field's element is written in; empty for none.
    ///
    /// - Parameter isNested: whether the element lies in another extension, where no namespace is needed.
    static func namespace(of name: ExtensionName, isNested: Bool) -> String {
        let text = marked(name, isNested)
        return text.isXMLText ? text : escaped + encoded(text)
    }

    private static func marked(_ name: ExtensionName, _ isNested: Bool) -> String {
        if let namespace = name.namespace, !namespace.isEmpty {
            return isReserved(namespace) ? standIn + namespace : namespace
        }
        if let prefix = name.prefix, !prefix.isEmpty { return undeclaredPrefix + prefix }
        return isNested ? "" : XMLNamespace.marks
    }

    /// A name of XML for any text.
    static func encoded(_ local: some StringProtocol) -> String {
        if local.isEmpty { return "_x_" }
        var name = ""
        var previousIsUnderscore = false
        for (index, scalar) in local.unicodeScalars.enumerated() {
            let isAllowed = index == 0 ? scalar.startsXMLName : scalar.continuesXMLName
            if previousIsUnderscore, scalar == "x" {
                name.removeLast()
                name += "_x005F_"
            }
            previousIsUnderscore = scalar == "_"
            if isAllowed {
                name.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                name += "_x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
            }
        }
        return name
    }

    /// Whether a namespace may have the prefix.
    static func isPrefix(_ text: String) -> Bool {
        !text.isEmpty && !text.lowercased().hasPrefix("xml") && encoded(text) == text
    }

    private static func decoded(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: "_")), name.contains("_x") else { return name }
        if name == "_x_" { return "" }
        var text = ""
        var rest = Substring(name)
        while let start = rest.firstRange(of: "_x") {
            text += rest[..<start.lowerBound]
            rest = rest[start.lowerBound...]
            let digits = rest.dropFirst(2).prefix { $0.isHexDigit && $0.isASCII }
            let isEscape = (4...6).contains(digits.count) && rest.dropFirst(2 + digits.count).first == "_"
            if isEscape, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(3 + digits.count)
            } else {
                text += "_x"
                rest = rest.dropFirst(2)
            }
        }
        return text + rest
    }

    /// Whether a namespace is one of XML's, of the standard's documents or of our marks.
    static func isOfXML(_ namespace: String) -> Bool {
        isReserved(namespace) || [XMLNamespace.xml, XMLNamespace.schema].contains(namespace)
    }

    /// Namespaces whose elements would be checked, or that no prefix may stand for.
    private static func isReserved(_ namespace: String) -> Bool {
        reserved.contains(namespace) || namespace.hasPrefix(XMLNamespace.marks)
    }

    private static let reserved: Set<String> = Set(
        XMLVersion.allCases.flatMap { [$0.events, $0.queries, $0.masterData] } + [
            XMLNamespace.header, XMLNamespace.instance, XMLNamespace.declarations,
        ]
    )
}

extension ExtensionName {
    /// Whether JSON reads `prefix:local` as a prefix and a name, and not as a whole URI or a bare word.
    ///
    /// Of what JSON has it always does; an XML document may claim any prefix.
    fileprivate var isReadAsUndeclared: Bool {
        guard let prefix else { return false }
        return !prefix.isEmpty && prefix != "urn" && !prefix.contains(":") && !local.hasPrefix("//")
    }
}

extension Unicode.Scalar {
    /// A character that an XML name may begin with, but for the colon (XML 1.0, 5th edition, rule 4).
    fileprivate var startsXMLName: Bool {
        switch value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
            0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
            0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    fileprivate var continuesXMLName: Bool {
        switch value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: startsXMLName
        }
    }
}
