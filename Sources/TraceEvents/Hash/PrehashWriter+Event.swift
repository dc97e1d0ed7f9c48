// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension PrehashWriter {
    /// Writes all of an event: the standard fields in their canonical order, then the rest sorted.
    ///
    /// The rest are lists of typed references, instance and lot master data, extension fields, and what
    /// ``ExtensionPlacement`` does not place, as in the published hashes of GS1's reference program.
    mutating func put(_ event: Event) {
        put("eventType=")
        put(event.type.name)
        put("eventTime=")
        put(event.eventTime.utc)
        putField("eventTimeZoneOffset", event.timeZoneOffset)
        putItems("certificationInfo", event.certificationInfo)
        putUnits(event)
        putField("action", event.action?.rawValue)
        putField("transformationID", event.transformationID)
        putWordField("bizStep", event.bizStep, of: .bizStep)
        putWordField("disposition", event.disposition, of: .disposition)
        if let disposition = event.persistentDisposition {
            putElement("persistentDisposition") { writer in
                writer.putItems("set", disposition.set, of: .disposition)
                writer.putItems("unset", disposition.unset, of: .disposition)
            }
        }
        putLocation("readPoint", event.readPoint)
        putLocation("bizLocation", event.bizLocation)
        if !event.sensorElements.isEmpty { putSensors(event.sensorElements) }
        putSorted { $0.putRest(of: event) }
    }

    private mutating func putUnits(_ event: Event) {
        putField("parentID", event.parentID)
        putCodes("epcList", event.epcs)
        putCodes("inputEPCList", event.inputEPCs)
        putCodes("childEPCs", event.childEPCs)
        putQuantities("quantityList", event.quantities)
        putQuantities("childQuantityList", event.childQuantities)
        putQuantities("inputQuantityList", event.inputQuantities)
        putCodes("outputEPCList", event.outputEPCs)
        putQuantities("outputQuantityList", event.outputQuantities)
    }

    private mutating func putCodes(_ name: StaticString, _ codes: [String]) {
        if codes.isEmpty { return }
        putElement(name) { $0.putItems("epc", codes) }
    }

    private mutating func putItems(_ name: StaticString, _ values: [String]) {
        if values.isEmpty { return }
        putSorted { list in
            for value in values {
                list.putField(name, value)
                list.endItem()
            }
        }
    }

    private mutating func putItems(_ name: StaticString, _ words: [String], of vocabulary: CBV) {
        putSorted { list in
            for word in words {
                list.putWordField(name, word, of: vocabulary)
                list.endItem()
            }
        }
    }

    private mutating func putQuantities(_ name: StaticString, _ quantities: [QuantityElement]) {
        if quantities.isEmpty { return }
        putElement(name) { writer in
            writer.putSorted { list in
                for quantity in quantities {
                    list.putElement("quantityElement") { item in
                        item.putField("epcClass", quantity.epcClass)
                        item.putField("quantity", quantity.quantity?.literal)
                        item.putField("uom", quantity.uom)
                    }
                    list.endItem()
                }
            }
        }
    }

    private mutating func putLocation(_ name: StaticString, _ location: Location?) {
        guard let location else { return }
        putElement(name) { writer in
            writer.putField("id", location.id)
            let placement = ExtensionPlacement(of: location.extensions, besides: 1)
            writer.putExtensions(location.extensions, placement.isInPlace)
        }
    }
}

// MARK: - The sorted rest

extension PrehashWriter {
    private mutating func putRest(of event: Event) {
        putReferences(
            "bizTransactionList",
            "bizTransaction",
            event.bizTransactions.map { ($0.type, $0.id) },
            of: .bizTransactionType
        )
        putReferences(
            "sourceList",
            "source",
            event.sources.map { ($0.type, $0.id) },
            of: .sourceDestinationType
        )
        putReferences(
            "destinationList",
            "destination",
            event.destinations.map { ($0.type, $0.id) },
            of: .sourceDestinationType
        )
        putLocationRest("readPoint", event.readPoint)
        putLocationRest("bizLocation", event.bizLocation)
        if !event.sensorElements.isEmpty {
            putSensorRest(event.sensorElements)
            endItem()
        }
        if !event.ilmd.isEmpty {
            put("ilmd")
            putExtensions(event.ilmd)
            endItem()
        }
        for field in event.extensions { putExtension(field) }
    }

    private mutating func putReferences(
        _ name: StaticString,
        _ itemName: StaticString,
        _ references: [(type: String?, id: String)],
        of vocabulary: CBV
    ) {
        if references.isEmpty { return }
        putElement(name) { writer in
            writer.putSorted { list in
                for reference in references {
                    list.putWordField("type", reference.type, of: vocabulary)
                    list.putField(itemName, reference.id)
                    list.endItem()
                }
            }
        }
        endItem()
    }

    private mutating func putLocationRest(_ name: StaticString, _ location: Location?) {
        guard let extensions = location?.extensions, !extensions.isEmpty else { return }
        let placement = ExtensionPlacement(of: extensions, besides: 1)
        putElement(name) { writer in
            writer.putExtensions(extensions) { !placement.isInPlace($0) }
        }
        endItem()
    }
}
