// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension ExtensionName {
    /// The name that a JSON key stands for.
    init(key: JSONValue, in namespaces: Namespaces) {
        self = key.withText { ExtensionName(text: $0, in: namespaces) }
    }

    /// Reads `prefix:local`, a whole URI, or a bare word.
    init(text: UnsafeBufferPointer<UInt8>, in namespaces: Namespaces) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
            self.init(prefix: nil, local: String(decoding: text, as: UTF8.self), namespace: nil)
            return
        }
        let prefix = UnsafeBufferPointer(rebasing: text[..<colon])
        let rest = text[(colon + 1)...]
        let isWhole = rest.starts(with: "//".utf8) || prefix.elementsEqual("urn".utf8)
        if !isWhole, let binding = namespaces.binding(of: prefix) {
            self.init(
                prefix: binding.prefix,
                local: String(decoding: rest, as: UTF8.self),
                namespace: binding.uri
            )
        } else if isWhole {
            self.init(uri: String(decoding: text, as: UTF8.self))
        } else {
            self.init(
                prefix: String(decoding: prefix, as: UTF8.self),
                local: String(decoding: rest, as: UTF8.self),
                namespace: nil
            )
        }
    }

    /// Divides a URI after its last `/`, `#` or `:` that has something behind it.
    init(uri: String) {
        let bytes = uri.utf8
        let isDivider: (UInt8) -> Bool = {
            $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ":")
        }
        guard let last = bytes.dropLast().lastIndex(where: isDivider) else {
            self.init(prefix: nil, local: uri, namespace: nil)
            return
        }
        let start = bytes.index(after: last)
        self.init(prefix: nil, local: String(uri[start...]), namespace: String(uri[..<start]))
    }
}
