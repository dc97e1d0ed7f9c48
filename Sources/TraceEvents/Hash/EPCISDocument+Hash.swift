// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension EPCISDocument {
    /// The texts that the hashes of the document's events are digests of, in the document's order.
    ///
    /// Without the fields that the document's `ignoreFields` names, as in GS1's reference program: a
    /// repository lists there what it added to the events of others. Only fields at the top level of events
    /// can be ignored.
    package func prehashes() -> [String] { hashedEvents.map { $0.prehash() } }

    /// The hashes of the document's events as event IDs, in the document's order; see ``prehashes()``.
    package func hashURIs() -> [String] { hashedEvents.map { $0.hashURI() } }

    private var hashedEvents: [Event] {
        let fields = extensions + bodyExtensions + answerExtensions
        let ignored = fields.filter { $0.name.isIgnoreFields }.map(\.value)
        if ignored.isEmpty { return events }
        return events.map { event in
            var event = event
            event.extensions.removeAll { field in ignored.contains { $0.names(field.name) } }
            return event
        }
    }
}

extension ExtensionName {
    fileprivate var isIgnoreFields: Bool {
        local == "ignoreFields" && namespace == "https://repository-x.example.com/"
    }
}

extension ExtensionValue {
    /// Whether the value, a list of names in JSON or of empty elements in XML, has the name.
    fileprivate func names(_ name: ExtensionName) -> Bool {
        switch self {
        case .string(let text): text == (name.prefix.map { $0 + ":" } ?? "") + name.local
        case .array(let values): values.contains { $0.names(name) }
        case .object(let fields): fields.contains { $0.name == name }
        case .number, .boolean, .null: false
        }
    }
}
