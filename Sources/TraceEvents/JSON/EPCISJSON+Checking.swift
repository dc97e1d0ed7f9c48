// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension EPCISJSON {
    /// Finds everything that is wrong in a text: a document, the answer to a query, or one bare event.
    ///
    /// The verdict is that of the official JSON Schema with `format` asserted. What ``EventRules`` and
    /// ``IdentifierRules`` find besides are notes, and so is a key that stands twice, which the schema does
    /// not see; to read the document it is refused.
    package static func check(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> CheckReport {
        let root: JSONValue
        var doubts: [DocumentFault] = []
        do {
            root = try parse(bytes, limits).root
        } catch {
            var tolerant = limits
            tolerant.refusesDuplicateKeys = false
            guard let document = try? parse(bytes, tolerant) else { return CheckReport(faults: error.faults) }
            root = document.root
            doubts = error.faults
        }
        var checker = ShapeChecker(FaultList(limit: faultLimit, textLength: bytes.count))
        var events = [root]
        let isUntypedDocument = root["type"] == nil && root["epcisBody"] != nil
        switch isUntypedDocument ? "EPCISDocument" : root["type"]?.string {
        case "EPCISDocument":
            checker.check(root, Shape.document)
            events = root["epcisBody"]?["eventList"]?.elements.map(\.self) ?? []
        case "EPCISQueryDocument":
            checker.check(root, Shape.queryDocument)
            let results = root["epcisBody"]?["queryResults"]?["resultsBody"]
            events = results?["eventList"]?.elements.map(\.self) ?? []
        default:
            checker.checkEvent(root, needsContext: true)
        }
        return CheckReport(
            faults: checker.found.faults,
            notes: doubts + notes(on: events, in: root, bytes.count)
        )
    }

    /// The notes on all events that can be decoded.
    private static func notes(
        on events: [JSONValue],
        in root: JSONValue,
        _ length: Int
    ) -> [DocumentFault] {
        var prefixes = Namespaces()
        if let context = root["@context"] { prefixes.declare(context: context) }
        let decoder = EventDecoder(namespaces: prefixes)
        var found = FaultList(limit: faultLimit, textLength: length)
        for value in events where !found.isFull {
            guard value.kind == .object, let event = try? decoder.event(value) else { continue }
            for fault in EventRules.faults(of: event) { found.add(fault, in: value) }
            for note in EventRules.notes(of: event) { found.add(note, in: value) }
            for fault in IdentifierRules.faults(of: event) + IdentifierRules.notes(of: event) {
                found.add(fault, in: value)
            }
        }
        return found.faults
    }
}
