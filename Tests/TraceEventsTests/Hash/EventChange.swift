// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// Changes of ``SampleEvent/full`` that each make it another event: fields changed, added to and removed.
enum EventChange {
    typealias Named = (name: String, change: (inout Event) -> Void)

    static var all: [Named] { fields + lists + quantities + locations + sensors + extensions }

    private static var fields: [Named] {
        [
            ("type", { $0.type = .aggregation }),
            ("custom type", { $0.type = .custom("https://example.org/Harvest") }),
            ("time", { $0.eventTime = SampleEvent.time("2026-03-01T10:00:00.001+08:00") }),
            ("offset", { $0.timeZoneOffset = "+07:00" }),
            ("other action", { $0.action = .add }),
            ("no action", { $0.action = nil }),
            ("parent", { $0.parentID = "urn:epc:id:sscc:4012345.0111111119" }),
            ("no parent", { $0.parentID = nil }),
            ("transformation", { $0.transformationID = "urn:epc:id:gdti:4012345.55555.1235" }),
            ("no transformation", { $0.transformationID = nil }),
            ("business step", { $0.bizStep = "receiving" }),
            ("no business step", { $0.bizStep = nil }),
            ("own business step", { $0.bizStep = "https://example.org/shipping" }),
            ("disposition", { $0.disposition = "in_progress" }),
            ("no disposition", { $0.disposition = nil }),
            ("set disposition", { $0.persistentDisposition?.set[0] = "available" }),
            ("fewer set dispositions", { $0.persistentDisposition?.set.removeLast() }),
            ("unset disposition", { $0.persistentDisposition?.unset[0] = "stolen" }),
            ("no unset disposition", { $0.persistentDisposition?.unset = [] }),
            ("no persistent disposition", { $0.persistentDisposition = nil }),
        ]
    }

    private static var lists: [Named] {
        let codes: [(String, WritableKeyPath<Event, [String]>)] = [
            ("certificate", \.certificationInfo), ("EPC", \.epcs), ("child", \.childEPCs),
            ("input", \.inputEPCs),
            ("output", \.outputEPCs),
        ]
        let ofCodes: [Named] = codes.flatMap { name, list -> [Named] in
            [
                ("\(name)", { $0[keyPath: list][0] = "urn:example:1" }),
                ("one \(name) more", { $0[keyPath: list].append("urn:example:1") }),
                ("one \(name) twice", { $0[keyPath: list].append($0[keyPath: list][0]) }),
                ("one \(name) fewer", { $0[keyPath: list].removeLast() }),
                ("no \(name)", { $0[keyPath: list] = [] }),
            ]
        }
        return ofCodes + [
            ("transaction", { $0.bizTransactions[0].id = "urn:example:1" }),
            ("transaction type", { $0.bizTransactions[0].type = "inv" }),
            ("no transaction type", { $0.bizTransactions[0].type = nil }),
            ("one transaction fewer", { $0.bizTransactions.removeLast() }),
            ("no transactions", { $0.bizTransactions = [] }),
            ("source", { $0.sources[0].id = "urn:example:1" }),
            ("source type", { $0.sources[0].type = "possessing_party" }),
            ("one source fewer", { $0.sources.removeLast() }),
            ("destination", { $0.destinations[0].id = "urn:example:1" }),
            ("destination type", { $0.destinations[0].type = "owning_party" }),
            ("no destination", { $0.destinations = [] }),
            ("source for destination", { swap(&$0.sources, &$0.destinations) }),
        ]
    }

    private static var quantities: [Named] {
        let lists: [(String, WritableKeyPath<Event, [QuantityElement]>)] = [
            ("units", \.quantities), ("children", \.childQuantities), ("inputs", \.inputQuantities),
            ("outputs", \.outputQuantities),
        ]
        return lists.flatMap { name, list -> [Named] in
            [
                ("class of \(name)", { $0[keyPath: list][0].epcClass = "urn:example:1" }),
                ("quantity of \(name)", { $0[keyPath: list][0].quantity = SampleEvent.number("5.51") }),
                ("measure of \(name)", { $0[keyPath: list][0].uom = "LTR" }),
                ("\(name) more", { $0[keyPath: list].append(QuantityElement(epcClass: "urn:example:1")) }),
                ("no \(name)", { $0[keyPath: list] = [] }),
            ]
        } + [
            ("no quantity", { $0.quantities[0].quantity = nil }),
            ("no measure", { $0.quantities[0].uom = nil }),
        ]
    }

    private static var locations: [Named] {
        let places: [(String, WritableKeyPath<Event, Location?>)] = [
            ("read point", \.readPoint), ("location", \.bizLocation),
        ]
        return places.flatMap { name, place -> [Named] in
            [
                ("\(name)", { $0[keyPath: place]?.id = "urn:example:1" }),
                ("no \(name)", { $0[keyPath: place] = nil }),
                ("field of \(name)", { $0[keyPath: place]?.extensions[0].value = .string("C") }),
                ("no field of \(name)", { $0[keyPath: place]?.extensions = [] }),
            ]
        }
    }

    private static var sensors: [Named] {
        let reportFields = SensorField.allCases.filter { SensorField.ofReport.contains($0) }
        let ofReports: [Named] = reportFields.map { field in
            ("\(field) of report", { $0.sensorElements[0].reports[0][field] = .text("urn:example:1") })
        }
        let ofMetadata: [Named] = SensorField.ofMetadata.sorted { $0.rawValue < $1.rawValue }.map { field in
            ("\(field) of metadata", { $0.sensorElements[0].metadata?[field] = .text("urn:example:1") })
        }
        return ofReports + ofMetadata + [
            ("no metadata", { $0.sensorElements[0].metadata = nil }),
            ("no unit of report", { $0.sensorElements[0].reports[0][.uom] = nil }),
            ("one report fewer", { $0.sensorElements[0].reports.removeLast() }),
            ("one sensor element fewer", { $0.sensorElements.removeLast() }),
            ("no sensor elements", { $0.sensorElements = [] }),
            ("field of sensor element", { $0.sensorElements[0].extensions[0].value = .string("low") }),
            (
                "field of metadata",
                { $0.sensorElements[0].metadata?.extensions[0].value = .string("2026-01-02") }
            ),
            ("field of report", { $0.sensorElements[0].reports[0].extensions[0].value = .string("3") }),
        ]
    }

    private static var extensions: [Named] {
        [
            ("master data", { $0.ilmd[0].value = .string("L2") }),
            ("one master data fewer", { $0.ilmd.removeLast() }),
            ("no master data", { $0.ilmd = [] }),
            ("master data outside", { $0.extensions.append($0.ilmd.removeLast()) }),
            ("field", { $0.extensions[0].value = .string("picked by machine") }),
            ("name of field", { $0.extensions[0].name.local = "remark" }),
            ("namespace of field", { $0.extensions[0].name.namespace = "https://ns.example.com/other/" }),
            ("one field fewer", { $0.extensions.removeFirst() }),
            ("item of field", { $0.extensions[1].value = .array([.number(SampleEvent.number("3"))]) }),
            ("field within", { $0.extensions[2].value = .object([SampleEvent.text("to", "Haikou")]) }),
            (
                "fields within exchanged",
                {
                    $0.extensions[2].value = .object([
                        SampleEvent.text("from", "Haikou"), SampleEvent.text("to", "Sanya"),
                    ])
                }
            ),
        ]
    }
}
