// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension EPCISJSON {
    /// Writes a document of EPCIS 2.0.
    ///
    /// The schema demands a `creationDate`; the caller sets it.
    package static func write(_ document: EPCISDocument, identifiers: IdentifierForm = .asSent) -> [UInt8] {
        var writer = JSONWriter(capacity: 512 + 768 * document.events.count)
        DocumentEncoder(document, identifiers: identifiers).write(to: &writer)
        return writer.bytes
    }

    /// Writes one event.
    ///
    /// - Parameter includesContext: Whether the event is a text of its own and names the standard's context.
    ///   Without it, `@context` holds only the prefixes that its field names use, and is left out where there
    ///   are none: the form in which events are stored and put into a list.
    package static func write(
        _ event: Event,
        identifiers: IdentifierForm = .asSent,
        includesContext: Bool,
        to writer: inout JSONWriter
    ) {
        var encoder = EventEncoder(identifiers: identifiers)
        encoder.write(event, context: includesContext ? .whole : .prefixes, to: &writer)
    }
}
