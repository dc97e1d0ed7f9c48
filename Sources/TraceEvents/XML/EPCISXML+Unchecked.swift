// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension EPCISXML {
    /// Reads the events of a text that the schema may refuse, as far as each event can be read: to hash what others
    /// published. Never a way into the ledger.
    ///
    /// - Throws: ``InvalidDocument`` where the text is not XML, holds no event list, or an event cannot be read.
    package static func document(
        unchecked bytes: [UInt8],
        limits: XMLLimits = XMLLimits()
    ) throws(InvalidDocument) -> EPCISDocument {
        let root: XMLNode
        do {
            root = try XMLReader.tree(of: bytes, limits: limits).root
        } catch {
            throw InvalidDocument([error])
        }
        guard let list = eventList(in: root) else {
            throw InvalidDocument([
                DocumentFault(.schema, at: .pointer(""), "the document holds no list of events")
            ])
        }
        var decoder = XMLEventDecoder(faults: XMLFaultList())
        var document = EPCISDocument(events: [])
        for child in list.children {
            guard let event = decoder.event(child) else {
                throw InvalidDocument(decoder.faults.faults(in: bytes))
            }
            document.events.append(event)
        }
        document.extensions = decoder.openFields(root, besides: [.header, .body, .queryName, .resultsBody])
        return document
    }

    private static func eventList(in node: XMLNode) -> XMLNode? {
        if node.term == .eventList { return node }
        for child in node.children {
            if let found = eventList(in: child) { return found }
        }
        return nil
    }
}
