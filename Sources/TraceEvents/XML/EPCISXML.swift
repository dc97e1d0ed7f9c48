// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// EPCIS 2.0 and 1.2 in XML: checked and read, and written.
///
/// What is accepted is what the official XSDs accept of documents, query documents and master data documents.
/// Besides, a document type that declares or fetches anything is refused, and so is text that is not UTF-8. A
/// byte order mark at the beginning is skipped.
package enum EPCISXML {
    /// Checks and reads a document: events and master data with a header, or the answer to a query.
    ///
    /// A quantity event of 1.2 is read as the observation of that quantity (an object event). Standard values
    /// become bare words, white space around values goes away unless `xml:space="preserve"` keeps it.
    /// - Throws: All faults up to a bound, in the order of the text, with lines and columns. Query requests
    ///   are valid documents but hold no events, and are refused as `standard`.
    package static func document(
        _ bytes: [UInt8],
        limits: XMLLimits = XMLLimits()
    ) throws(InvalidDocument) -> EPCISDocument {
        let bytes = withoutByteOrderMark(bytes)
        let tree = try checked(bytes, limits)
        var decoder = XMLDocumentDecoder()
        let document = decoder.document(tree.root)
        var faults = decoder.faults
        if let document { later(document, tree, decoder.eventOffsets, into: &faults) }
        guard let document, faults.isEmpty else { throw InvalidDocument(faults.faults(in: bytes)) }
        return document
    }

    /// Everything that is wrong with a document or a query request, for people who repair it.
    package static func check(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> CheckReport {
        let bytes = withoutByteOrderMark(bytes)
        do {
            let tree = try checked(bytes, limits)
            var decoder = XMLDocumentDecoder()
            guard decoder.holdsEvents(tree.root) else { return CheckReport() }
            let document = decoder.document(tree.root)
            var faults = decoder.faults
            if let document { later(document, tree, decoder.eventOffsets, into: &faults) }
            var notes = XMLFaultList()
            for (event, offset) in zip(document?.events ?? [], decoder.eventOffsets) {
                let rules = EventRules.faults(of: event) + EventRules.notes(of: event)
                let codes = IdentifierRules.faults(of: event) + IdentifierRules.notes(of: event)
                for note in rules + codes { notes.add(note, ofEventAt: offset) }
            }
            return CheckReport(faults: faults.faults(in: bytes), notes: notes.faults(in: bytes))
        } catch {
            return CheckReport(faults: error.faults)
        }
    }

    /// What 2.0 added stands in 1.2 in extensions that its XSD does not look into. So events of 1.2 are held to the
    /// XSD of 2.0 as they would be written: what is taken in can be given out.
    private static func later(
        _ document: EPCISDocument,
        _ tree: XMLTree,
        _ offsets: [Int],
        into faults: inout XMLFaultList
    ) {
        guard XMLVersion(ofRootIn: tree.symbols[tree.root.namespace]) == .v1_2, !isValid(document.events)
        else { return }
        for (event, offset) in zip(document.events, offsets) {
            do throws(InvalidDocument) {
                _ = try checked(write(EPCISDocument(events: [event])), XMLLimits())
            } catch {
                let reason = error.faults[0].message
                faults.add(.standard, at: offset, "the event is not one of EPCIS 2.0: \(reason)")
            }
        }
    }

    private static func isValid(_ events: [Event]) -> Bool {
        (try? checked(write(EPCISDocument(events: events)), XMLLimits())) != nil
    }

    private static func withoutByteOrderMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private static func checked(
        _ bytes: [UInt8],
        _ limits: XMLLimits
    ) throws(InvalidDocument) -> XMLTree {
        let tree: XMLTree
        do {
            tree = try XMLReader.tree(of: bytes, limits: limits)
        } catch {
            throw InvalidDocument([error])
        }
        let root = tree.root
        guard let schema = SchemaSet.standard.schema(ofRootIn: tree.symbols[root.namespace]) else {
            var faults = XMLFaultList()
            faults.add(
                .schema,
                at: root.offset,
                "\(root.writtenName) is in no namespace of EPCIS 2.0 or 1.2; expected EPCISDocument in"
                    + " \(XMLVersion.v2_0.events) or the like"
            )
            throw InvalidDocument(faults.faults(in: bytes))
        }
        var check = SchemaCheck(schema: schema, tree: tree)
        check.checkRoot()
        let faults = check.faults.faults(in: bytes)
        if !faults.isEmpty { throw InvalidDocument(faults) }
        return tree
    }
}
