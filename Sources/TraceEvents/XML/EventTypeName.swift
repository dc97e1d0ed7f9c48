// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The name of an event type of one's own, as a field name: its URI, or `prefix:local` where the prefix was
/// never declared.
struct EventTypeName {
    let field: ExtensionName

    init(_ text: String) {
        let isURI = text.contains("://") || text.hasPrefix("urn:")
        guard isURI else {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            field = ExtensionName(
                prefix: parts.count == 2 ? String(parts[0]) : nil,
                local: String(parts.last ?? ""),
                namespace: nil
            )
            return
        }
        field = ExtensionName(uri: text)
    }
}
