// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Writes documents as XML of a version.
struct XMLDocumentEncoder {
    let document: EPCISDocument
    private let encoder: XMLEventEncoder
    var version: XMLVersion { encoder.version }

    init(_ document: EPCISDocument, encoder: XMLEventEncoder) {
        self.document = document
        self.encoder = encoder
    }

    func write() -> [UInt8] {
        var writer = XMLWriter(capacity: 4096 + document.events.count * 1536)
        for (prefix, namespace) in [
            ("epcis", version.events), ("epcisq", version.queries), ("sbdh", XMLNamespace.header),
            ("xsi", XMLNamespace.instance), ("xsd", XMLNamespace.schema), ("qiongsu", XMLNamespace.marks),
        ] { writer.reserve(prefix, for: namespace) }
        writeHeader(to: &writer)
        var extensions = document.extensions[...]
        let attributes =
            [("schemaVersion", version.rawValue), ("creationDate", creationDate)]
            + XMLValueEncoder.takeAttributes(
                from: &extensions,
                taken: ["schemaVersion", "creationDate"],
                &writer
            )
        let root: String
        switch document.kind {
        case .document:
            root = writer.name("EPCISDocument", in: version.events)
            writer.element("EPCISBody") {
                writeEvents(to: &$0)
                XMLValueEncoder.write(document.bodyExtensions, isNested: false, taken: nil, to: &$0)
            }
        case .queryAnswer(let queryName, let subscriptionID):
            root = writer.name("EPCISQueryDocument", in: version.queries)
            writeAnswer(queryName, subscriptionID, to: &writer)
        }
        for field in extensions { XMLValueEncoder.write(field, isNested: false, to: &writer) }
        return writer.document(root: root, attributes: attributes)
    }

    var creationDate: String {
        document.creationDate?.text ?? document.events.map(\.eventTime).max()?.text ?? "1970-01-01T00:00:00Z"
    }

    private func writeAnswer(_ queryName: String, _ subscriptionID: String?, to writer: inout XMLWriter) {
        let results = writer.name("QueryResults", in: version.queries)
        writer.element("EPCISBody") {
            $0.element(results) {
                $0.element("queryName", queryName)
                $0.element("subscriptionID", subscriptionID)
                $0.element("resultsBody") {
                    if isAnswerOfMasterData { writeVocabularies(to: &$0) } else { writeEvents(to: &$0) }
                }
                let fields = document.answerExtensions + document.bodyExtensions
                XMLValueEncoder.write(fields, isNested: false, taken: nil, to: &$0)
            }
        }
    }

    /// Whether the answer's body is a list of master data; master data beside events stands in the header.
    var isAnswerOfMasterData: Bool {
        if case .document = document.kind { return false }
        return document.events.isEmpty && !document.vocabularies.isEmpty
    }

    private func writeEvents(to writer: inout XMLWriter) {
        writer.element("EventList") {
            for event in document.events {
                let around = elements(around: event.type)
                for name in around {
                    $0.start(name)
                    if name == Self.wrapper {
                        $0.attribute($0.name("type", in: XMLNamespace.marks), XMLMark.wrapper.rawValue)
                    }
                }
                encoder.write(event, to: &$0)
                for _ in around { $0.end() }
            }
        }
    }

    private static let wrapper = "events"

    /// The elements around an event of a type: `extension`, and in 1.2 around types of one's own an element
    /// without a namespace, as that is all that the inner `extension` takes.
    private func elements(around type: EventType) -> [String] {
        switch (version, type) {
        case (.v2_0, .custom), (.v1_2, .transformation): ["extension"]
        case (.v1_2, .association): ["extension", "extension"]
        case (.v1_2, .custom): ["extension", "extension", Self.wrapper]
        default: []
        }
    }
}
