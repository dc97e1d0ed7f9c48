// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Writes events as JSON, in the order of fields of the standard's examples.
struct EventEncoder {
    let identifiers: IdentifierForm
    /// The prefixes that hold where the event stands.
    private(set) var scope: PrefixScope

    init(identifiers: IdentifierForm, outer: [Namespaces.Binding] = []) {
        self.identifiers = identifiers
        scope = PrefixScope(outer: outer)
    }

    /// Which `@context` an event gets.
    enum Context {
        /// The prefixes that are not declared further out.
        case prefixes
        /// The standard's context and the prefixes.
        case whole
    }

    /// Writes an event; the encoder is for one event.
    mutating func write(_ event: Event, context: Context, to writer: inout JSONWriter) {
        event.forEachExtensionName { scope.declare($0) }
        writer.beginObject()
        switch context {
        case .whole: ContextWriter.write(scope.own, to: &writer)
        case .prefixes:
            if !scope.own.isEmpty {
                writer.key("@context")
                ContextWriter.writePrefixes(scope.own, to: &writer)
            }
        }
        writeCommon(event, to: &writer)
        writeWhat(event, to: &writer)
        writeWhyAndWhere(event, to: &writer)
        writeList("sensorElementList", event.sensorElements, to: &writer) { writeSensorElement($0, to: &$1) }
        if !event.ilmd.isEmpty {
            writer.key("ilmd")
            writer.object { writeFields(event.ilmd, to: &$0) }
        }
        writeFields(event.extensions, to: &writer)
        writer.endObject()
    }

    private func writeCommon(_ event: Event, to writer: inout JSONWriter) {
        writer.member("type", event.type.name)
        writer.member("eventTime", event.eventTime.text)
        writer.member("recordTime", event.recordTime?.text)
        writer.member("eventTimeZoneOffset", event.timeZoneOffset)
        writer.member("eventID", event.eventID)
        if event.certificationInfo.count == 1 {
            writer.member("certificationInfo", event.certificationInfo[0])
        } else {
            writeTexts("certificationInfo", event.certificationInfo, to: &writer)
        }
        if let declaration = event.errorDeclaration {
            writer.key("errorDeclaration")
            writeErrorDeclaration(declaration, to: &writer)
        }
    }

    private func writeWhat(_ event: Event, to writer: inout JSONWriter) {
        writer.member("parentID", event.parentID.map(identifiers.apply))
        if event.epcs.isEmpty && event.needsEmptyList {
            writer.key("epcList")
            writer.array { _ in }
        }
        writeIdentifiers("epcList", event.epcs, to: &writer)
        writeIdentifiers("childEPCs", event.childEPCs, to: &writer)
        writeIdentifiers("inputEPCList", event.inputEPCs, to: &writer)
        writeQuantities("inputQuantityList", event.inputQuantities, to: &writer)
        writeIdentifiers("outputEPCList", event.outputEPCs, to: &writer)
        writeQuantities("outputQuantityList", event.outputQuantities, to: &writer)
        writer.member("transformationID", event.transformationID.map(identifiers.apply))
        writer.member("action", event.action?.rawValue)
    }

    private func writeWhyAndWhere(_ event: Event, to writer: inout JSONWriter) {
        writer.member("bizStep", event.bizStep)
        writer.member("disposition", event.disposition)
        if let persistent = event.persistentDisposition {
            writer.key("persistentDisposition")
            writer.object {
                writeTexts("set", persistent.set, to: &$0)
                writeTexts("unset", persistent.unset, to: &$0)
            }
        }
        writeLocation("readPoint", event.readPoint, to: &writer)
        writeLocation("bizLocation", event.bizLocation, to: &writer)
        writeList("bizTransactionList", event.bizTransactions, to: &writer) { transaction, writer in
            writer.object {
                $0.member("type", transaction.type)
                $0.member("bizTransaction", identifiers.apply(to: transaction.id))
            }
        }
        writeQuantities("quantityList", event.quantities, to: &writer)
        writeQuantities("childQuantityList", event.childQuantities, to: &writer)
        writeParties("sourceList", "source", event.sources, to: &writer)
        writeParties("destinationList", "destination", event.destinations, to: &writer)
    }
}

extension Event {
    /// Whether the schema asks for an `epcList` although there is none to write.
    fileprivate var needsEmptyList: Bool {
        guard quantities.isEmpty else { return false }
        return switch type {
        case .object: sensorElements.isEmpty || readPoint == nil
        case .transaction: action != .delete
        default: false
        }
    }
}
