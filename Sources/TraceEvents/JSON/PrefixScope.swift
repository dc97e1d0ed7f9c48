// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Decides under which key an extension name is written, and which prefixes a context must declare for it.
///
/// What is read back has the same namespace and local name. The sender's prefix is kept unless it stands for
/// something else at that place.
struct PrefixScope {
    /// The prefixes to declare at this place.
    private(set) var own: [Namespaces.Binding] = []
    /// The prefixes that are declared further out.
    private let outer: [Namespaces.Binding]

    init(outer: [Namespaces.Binding] = []) {
        self.outer = outer
    }

    /// The key of a name, all of whose prefixes were declared before.
    func key(of name: ExtensionName) -> String {
        guard let namespace = name.namespace else {
            guard let prefix = name.prefix else { return name.local }
            return prefix + ":" + name.local
        }
        if let prefix = name.prefix, prefix.isPrefix, uri(of: prefix) == namespace {
            return prefix + ":" + name.local
        }
        if name.isWhole { return namespace + name.local }
        guard let prefix = prefix(of: namespace) else { return namespace + name.local }
        return prefix + ":" + name.local
    }

    /// Declares what the name needs; a prefix that stands for something else further out is declared anew.
    mutating func declare(_ name: ExtensionName) {
        guard let namespace = name.namespace, !name.isWhole else { return }
        if let prefix = name.prefix, prefix.isPrefix {
            if uri(of: prefix) == namespace { return }
            if !own.contains(where: { $0.prefix == prefix }) {
                own.append(Namespaces.Binding(prefix: prefix, uri: namespace))
                return
            }
        }
        if prefix(of: namespace) == nil {
            own.append(Namespaces.Binding(prefix: unusedPrefix(), uri: namespace))
        }
    }

    /// Declares the name's prefix unless it stands for something else already.
    mutating func declareIfFree(_ name: ExtensionName, unless taken: Set<String>) {
        guard let prefix = name.prefix, prefix.isPrefix, name.namespace != nil, !taken.contains(prefix),
            !own.contains(where: { $0.prefix == prefix })
        else { return }
        declare(name)
    }

    private func uri(of prefix: String) -> String? {
        let binding =
            own.first { $0.prefix == prefix } ?? outer.first { $0.prefix == prefix }
            ?? Namespaces.standard.first { $0.prefix == prefix }
        return binding?.uri
    }

    private func prefix(of namespace: String) -> String? {
        own.first { $0.uri == namespace }?.prefix
            ?? outer.first { outer in outer.uri == namespace && uri(of: outer.prefix) == namespace }?.prefix
    }

    private func unusedPrefix() -> String {
        var number = 1
        while uri(of: "ns\(number)") != nil { number += 1 }
        return "ns\(number)"
    }
}

extension String {
    /// Whether names can be written with this prefix; `urn:` always begins a whole URI.
    fileprivate var isPrefix: Bool { !isEmpty && self != "urn" }
}

extension ExtensionName {
    /// Whether the name is written as a whole URI, from which the same name is read back.
    fileprivate var isWhole: Bool {
        guard prefix == nil, let namespace, namespace.contains(":"), namespace.openPrefix == nil else {
            return false
        }
        let read = ExtensionName(uri: namespace + local)
        return read.namespace == namespace && read.local == local
    }
}
