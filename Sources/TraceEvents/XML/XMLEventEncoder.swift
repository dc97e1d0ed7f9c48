// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Writes events as XML of a version.
///
/// What the version has no place for stands in an element `more` of ours (in 1.2, sensor data, persistent
/// dispositions and the like in the event's second `extension`, where others look for them).
struct XMLEventEncoder {
    let version: XMLVersion
    let vocabulary: VocabularyForm
    let identifiers: IdentifierForm

    /// The name of an event's element.
    func name(of type: EventType, _ writer: inout XMLWriter) -> String {
        guard case .custom(let uri) = type else { return type.name }
        let name = EventTypeName(uri)
        return writer.name(
            XMLName.encoded(name.field.local),
            in: XMLName.namespace(of: name.field, isNested: false),
            prefix: name.field.prefix
        )
    }

    func write(_ event: Event, to writer: inout XMLWriter) {
        writer.start(name(of: event.type, &writer))
        var extensions = event.extensions[...]
        for (name, value) in XMLValueEncoder.takeAttributes(from: &extensions, taken: [], &writer) {
            writer.attribute(name, value)
        }
        writeCommon(event, to: &writer)
        let layout = EventLayout.layout(of: event.type, in: version) ?? EventLayout(direct: [])
        for term in layout.direct { write(term, of: event, layout, to: &writer) }
        var others = EventLayout.all.filter {
            !layout.direct.contains($0) && !layout.extended.contains($0) && has($0, event)
        }
        if version == .v1_2 { others = writeExtension(of: event, layout, others, to: &writer) }
        writeMore(of: event, others, to: &writer)
        let isCustom = if case .custom = event.type { true } else { false }
        for field in extensions { XMLValueEncoder.write(field, isNested: isCustom, to: &writer) }
        writer.end()
    }

    private func writeCommon(_ event: Event, to writer: inout XMLWriter) {
        writer.element("eventTime", event.eventTime.text)
        writer.element("recordTime", event.recordTime?.text)
        writer.element("eventTimeZoneOffset", event.timeZoneOffset)
        switch version {
        case .v2_0:
            writer.element("eventID", event.eventID)
            if let declaration = event.errorDeclaration { write(declaration, to: &writer) }
            writer.element("certificationInfo", event.certificationInfo.first)
        case .v1_2:
            let certificates = event.certificationInfo
            if event.eventID == nil, event.errorDeclaration == nil, certificates.isEmpty { return }
            writer.element("baseExtension") {
                $0.element("eventID", event.eventID)
                if let declaration = event.errorDeclaration { write(declaration, to: &$0) }
                guard !certificates.isEmpty else { return }
                $0.element("extension") { for text in certificates { $0.element("certificationInfo", text) } }
            }
        }
    }

    /// Writes the event's `extension` of 1.2, and returns the parts that it does not hold.
    private func writeExtension(
        of event: Event,
        _ layout: EventLayout,
        _ others: [Term],
        to writer: inout XMLWriter
    ) -> [Term] {
        let inner = layout.extended.isEmpty ? [] : others
        // The types without parts in `extension` have an `extension` for anything without a namespace.
        let direct = layout.extended.isEmpty ? others : layout.extended.filter { has($0, event) }
        guard !direct.isEmpty || !inner.isEmpty else { return [] }
        guard EventLayout.layout(of: event.type, in: version) != nil else { return others }
        writer.element("extension") {
            for term in direct { write(term, of: event, layout, to: &$0) }
            guard !inner.isEmpty else { return }
            $0.element("extension") { for term in inner { write(term, of: event, layout, to: &$0) } }
        }
        return []
    }

    private func writeMore(of event: Event, _ others: [Term], to writer: inout XMLWriter) {
        let certificates = version == .v2_0 ? event.certificationInfo.dropFirst() : []
        if others.isEmpty, certificates.isEmpty { return }
        writer.element(writer.name("more", in: XMLNamespace.marks)) {
            for text in certificates { $0.element("certificationInfo", text) }
            for term in others { write(term, of: event, EventLayout(direct: []), to: &$0) }
        }
    }
}
