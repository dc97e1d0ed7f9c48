// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension XMLEventEncoder {
    /// Whether an event has a part.
    func has(_ term: Term, _ event: Event) -> Bool {
        switch term {
        case .epcList: !event.epcs.isEmpty
        case .quantityList: !event.quantities.isEmpty
        case .parentID: event.parentID != nil
        case .childEPCs: !event.childEPCs.isEmpty
        case .childQuantityList: !event.childQuantities.isEmpty
        case .inputEPCList: !event.inputEPCs.isEmpty
        case .inputQuantityList: !event.inputQuantities.isEmpty
        case .outputEPCList: !event.outputEPCs.isEmpty
        case .outputQuantityList: !event.outputQuantities.isEmpty
        case .transformationID: event.transformationID != nil
        case .action: event.action != nil
        case .bizStep: event.bizStep != nil
        case .disposition: event.disposition != nil
        case .persistentDisposition: event.persistentDisposition != nil
        case .readPoint: event.readPoint != nil
        case .bizLocation: event.bizLocation != nil
        case .bizTransactionList: !event.bizTransactions.isEmpty
        case .sourceList: !event.sources.isEmpty
        case .destinationList: !event.destinations.isEmpty
        case .sensorElementList: !event.sensorElements.isEmpty
        case .ilmd: !event.ilmd.isEmpty
        default: false
        }
    }

    /// Writes a part, if the event has it or must have it.
    func write(_ term: Term, of event: Event, _ layout: EventLayout, to writer: inout XMLWriter) {
        guard has(term, event) || layout.required.contains(term) else { return }
        let name = term.rawValue
        switch term {
        case .epcList: write(name, identifiers: event.epcs, to: &writer)
        case .childEPCs: write(name, identifiers: event.childEPCs, to: &writer)
        case .inputEPCList: write(name, identifiers: event.inputEPCs, to: &writer)
        case .outputEPCList: write(name, identifiers: event.outputEPCs, to: &writer)
        case .quantityList: write(name, event.quantities, to: &writer)
        case .childQuantityList: write(name, event.childQuantities, to: &writer)
        case .inputQuantityList: write(name, event.inputQuantities, to: &writer)
        case .outputQuantityList: write(name, event.outputQuantities, to: &writer)
        case .parentID: writer.element(name, event.parentID.map(identifiers.apply))
        case .transformationID: writer.element(name, event.transformationID)
        case .action: writer.element(name, event.action?.rawValue)
        case .bizStep: writer.element(name, event.bizStep.map { vocabulary.text($0, .bizStep) })
        case .disposition: writer.element(name, event.disposition.map { vocabulary.text($0, .disposition) })
        case .persistentDisposition: writePersistent(event.persistentDisposition, to: &writer)
        case .readPoint: write(name, event.readPoint, to: &writer)
        case .bizLocation: write(name, event.bizLocation, to: &writer)
        case .bizTransactionList: write(event.bizTransactions, to: &writer)
        case .sourceList: write(name, event.sources, each: "source", to: &writer)
        case .destinationList: write(name, event.destinations, each: "destination", to: &writer)
        case .sensorElementList: write(event.sensorElements, to: &writer)
        case .ilmd: writer.element(name) { XMLValueEncoder.write(event.ilmd, isNested: false, to: &$0) }
        default: break
        }
    }

    func write(_ declaration: ErrorDeclaration, to writer: inout XMLWriter) {
        writer.element("errorDeclaration") { writer in
            var rest = declaration.extensions[...]
            for (name, value) in XMLValueEncoder.takeAttributes(from: &rest, taken: [], &writer) {
                writer.attribute(name, value)
            }
            writer.element("declarationTime", declaration.declarationTime.text)
            writer.element("reason", declaration.reason.map { vocabulary.text($0, .errorReason) })
            if !declaration.correctiveEventIDs.isEmpty {
                writer.element("correctiveEventIDs") {
                    for id in declaration.correctiveEventIDs { $0.element("correctiveEventID", id) }
                }
            }
            for field in rest { XMLValueEncoder.write(field, isNested: false, to: &writer) }
        }
    }

    private func write(_ name: String, identifiers list: [String], to writer: inout XMLWriter) {
        writer.element(name) { for text in list { $0.element("epc", identifiers.apply(to: text)) } }
    }

    private func write(_ name: String, _ list: [QuantityElement], to writer: inout XMLWriter) {
        writer.element(name) {
            for element in list {
                $0.start("quantityElement")
                $0.element("epcClass", identifiers.apply(to: element.epcClass))
                if let quantity = element.quantity {
                    $0.element("quantity", quantity.withoutExponent)
                } else if element.uom != nil {
                    $0.start("quantity")
                    $0.attribute($0.name("nil", in: XMLNamespace.instance), "true")
                    $0.end()
                }
                $0.element("uom", element.uom)
                $0.end()
            }
        }
    }

    private func writePersistent(_ dispositions: PersistentDisposition?, to writer: inout XMLWriter) {
        guard let dispositions else { return }
        writer.element("persistentDisposition") {
            for word in dispositions.unset { $0.element("unset", vocabulary.text(word, .disposition)) }
            for word in dispositions.set { $0.element("set", vocabulary.text(word, .disposition)) }
        }
    }

    private func write(_ name: String, _ location: Location?, to writer: inout XMLWriter) {
        guard let location else { return }
        writer.element(name) {
            $0.element("id", identifiers.apply(to: location.id))
            XMLValueEncoder.write(location.extensions, isNested: false, taken: nil, to: &$0)
        }
    }

    private func write(_ transactions: [BizTransaction], to writer: inout XMLWriter) {
        writer.element("bizTransactionList") {
            for transaction in transactions {
                $0.start("bizTransaction")
                if let type = transaction.type {
                    $0.attribute("type", vocabulary.text(type, .bizTransactionType))
                }
                $0.text(identifiers.apply(to: transaction.id))
                $0.end()
            }
        }
    }

    private func write(_ name: String, _ list: [PartyOrPlace], each: String, to writer: inout XMLWriter) {
        writer.element(name) {
            for party in list {
                $0.start(each)
                $0.attribute("type", vocabulary.text(party.type, .sourceDestinationType))
                $0.text(identifiers.apply(to: party.id))
                $0.end()
            }
        }
    }
}
