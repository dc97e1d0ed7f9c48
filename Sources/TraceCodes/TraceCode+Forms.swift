// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension TraceCode {
    /// The canonical GS1 Digital Link, `nil` for codes that have none.
    package var digitalLink: String? {
        isGS1Key ? canonical : nil
    }

    /// The bracketed element string, such as `(01)04012345111118(21)987`; `nil` for other codes.
    package var elementString: String? {
        guard isGS1Key else { return nil }
        var text = ""
        let path = canonical.utf8.dropFirst("https://id.gs1.org/".utf8.count).split(separator: ASCII.slash)
        for index in stride(from: 0, to: path.count - 1, by: 2) {
            let value = String(decoding: PercentEncoding.unescape(path[index + 1]), as: UTF8.self)
            text += "(\(Substring(path[index])))" + value.escapingBrackets
        }
        return text
    }

    /// Whether the canonical form is a Digital Link that this module wrote.
    var isGS1Key: Bool {
        guard scheme != .uri, canonical.utf8.starts(with: "https://id.gs1.org/".utf8) else { return false }
        return canonical.utf8.withContiguousStorageIfAvailable { CodeParts(link: $0) != nil } ?? false
    }

    /// The path under which our own pages show the code: the Digital Link's, or `/c/{scheme}/{code}`.
    package var path: String {
        if isGS1Key { return String(canonical.dropFirst("https://id.gs1.org".count)) }
        if let scheme = EPCScheme(rawValue: scheme.id) {
            let head = "urn:epc:id:\(scheme.rawValue):"
            return "/c/\(scheme.rawValue)/"
                + PercentEncoding.escape(canonical.utf8.dropFirst(head.utf8.count), .path)
        }
        if let format = CodeSchemeRegistry.format(ofCanonical: canonical) {
            return "/c/\(scheme.id)/" + canonical.dropFirst(format.prefix.count)
        }
        let entry = CodeSchemeRegistry.standard.entry(of: scheme)
        let head = entry?.canonicalPrefix ?? ""
        return "/c/\(scheme.id)/" + PercentEncoding.escape(canonical.utf8.dropFirst(head.utf8.count), .path)
    }
}

extension String {
    /// An opening bracket in a value would begin the next element; a backslash before it keeps it.
    var escapingBrackets: String {
        guard utf8.contains(UInt8(ascii: "(")) else { return self }
        var text = ""
        for character in self {
            if character == "(" { text.append("\\") }
            text.append(character)
        }
        return text
    }
}
