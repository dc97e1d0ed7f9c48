// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceLedger
import TraceTesting
import TraceText

/// A random parameter, and what it means written out a second time, without the engine.
struct RandomParameter {
    let argument: QueryArgument
    let holds: (StoredEvent) -> Bool

    static func next(_ random: inout SeededGenerator, among stored: [StoredEvent]) -> RandomParameter {
        let makers: [(inout SeededGenerator, [StoredEvent]) -> RandomParameter] = [
            type, eventTime, recordTime, step, action, place, within, instance, pattern, lot, quantity,
            identity,
            reference, transformation, grade, colour, temperature, sensors,
        ]
        return makers[Int.random(in: makers.indices, using: &random)](&random, stored)
    }

    private static func pick<Value>(_ values: [Value], _ random: inout SeededGenerator) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }

    private static func type(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let names = [pick(EventType.standard, &random).name, pick(EventType.standard, &random).name]
        return RandomParameter(argument: QueryArgument("eventType", names)) {
            names.contains($0.event.type.name)
        }
    }

    private static func eventTime(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let bound = RandomEvents.start + Int64.random(in: 0...40, using: &random) * 1000
        let isLower = Bool.random(using: &random)
        return RandomParameter(
            argument: QueryArgument(
                isLower ? "GE_eventTime" : "LT_eventTime",
                [Timestamp(milliseconds: bound).text]
            )
        ) { isLower ? $0.event.eventTime.milliseconds >= bound : $0.event.eventTime.milliseconds < bound }
    }

    private static func recordTime(_ random: inout SeededGenerator, _ stored: [StoredEvent])
        -> RandomParameter
    {
        let bound = pick(stored, &random).recordTime / 1000
        let isLower = Bool.random(using: &random)
        return RandomParameter(
            argument: QueryArgument(
                isLower ? "GE_recordTime" : "LT_recordTime",
                [Timestamp(milliseconds: bound).text]
            )
        ) { isLower ? $0.recordTime / 1000 >= bound : $0.recordTime / 1000 < bound }
    }

    private static func step(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let step = pick(RandomEvents.steps, &random)
        let forms = [step, "urn:epcglobal:cbv:bizstep:\(step)", "https://ref.gs1.org/cbv/BizStep-\(step)"]
        return RandomParameter(argument: QueryArgument("EQ_bizStep", [pick(forms, &random)])) {
            $0.event.bizStep == step
        }
    }

    private static func action(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        RandomParameter(argument: QueryArgument("EQ_action", ["OBSERVE"])) { $0.event.action == .observe }
    }

    private static func place(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let place = pick(RandomEvents.places, &random).urn
        let isRead = Bool.random(using: &random)
        let canonical = CanonicalCode.canonical(place)
        return RandomParameter(
            argument: QueryArgument(isRead ? "EQ_readPoint" : "EQ_bizLocation", [canonical])
        ) {
            (isRead ? $0.event.readPoint : $0.event.bizLocation).map { CanonicalCode.canonical($0.id) }
                == canonical
        }
    }

    /// The fixture puts places 1 and 2 below place 0.
    private static func within(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let below = Set(RandomEvents.places[0...2].map { CanonicalCode.canonical($0.urn) })
        return RandomParameter(argument: QueryArgument("WD_bizLocation", [RandomEvents.places[0].urn])) {
            $0.event.bizLocation.map { below.contains(CanonicalCode.canonical($0.id)) } ?? false
        }
    }

    private static func instance(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let forms = pick(RandomEvents.serials, &random)
        let canonical = CanonicalCode.canonical(forms.urn)
        let any = Bool.random(using: &random)
        return RandomParameter(
            argument: QueryArgument(
                any ? "MATCH_anyEPC" : "MATCH_epc",
                [Bool.random(using: &random) ? forms.urn : forms.link]
            )
        ) { stored in
            let event = stored.event
            let more = [event.parentID].compactMap(\.self) + event.inputEPCs + event.outputEPCs
            return (event.epcs + event.childEPCs + (any ? more : [])).contains {
                CanonicalCode.canonical($0) == canonical
            }
        }
    }

    private static func pattern(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let product = Int.random(in: 1...3, using: &random)
        let wide = Bool.random(using: &random)
        let text =
            wide
            ? "urn:epc:idpat:sgtin:690123\(product).*.*" : "urn:epc:idpat:sgtin:690123\(product).012345.*"
        let wanted = RandomEvents.serials.filter { $0.urn.hasPrefix("urn:epc:id:sgtin:690123\(product).") }
            .map { CanonicalCode.canonical($0.urn) }
        return RandomParameter(argument: QueryArgument("MATCH_epc", [text])) {
            ($0.event.epcs + $0.event.childEPCs).contains { wanted.contains(CanonicalCode.canonical($0)) }
        }
    }

    private static func lot(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let forms = pick(RandomEvents.lots, &random)
        let canonical = CanonicalCode.canonical(forms.urn)
        return RandomParameter(
            argument: QueryArgument(
                "MATCH_anyEPCClass",
                [Bool.random(using: &random) ? forms.urn : forms.link]
            )
        ) {
            quantities($0.event).contains { CanonicalCode.canonical($0.epcClass) == canonical }
        }
    }

    private static func quantities(_ event: Event) -> [QuantityElement] {
        event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities
    }

    private static func quantity(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let grams = Double(Int.random(in: 1...5, using: &random)) * 1000
        return RandomParameter(argument: QueryArgument("GE_quantity_GRM", ["\(Int(grams))"])) {
            quantities($0.event).contains { element in
                let value = element.quantity?.value ?? 0
                return element.uom == "KGM" && value * 1000 >= grams || element.uom == "GRM" && value >= grams
            }
        }
    }

    private static func identity(_ random: inout SeededGenerator, _ stored: [StoredEvent]) -> RandomParameter
    {
        let ids = [pick(stored, &random).eventID, pick(stored, &random).eventID]
        return RandomParameter(argument: QueryArgument("EQ_eventID", ids)) { ids.contains($0.eventID) }
    }

    private static func reference(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let id = "urn:epcglobal:cbv:bt:6901231000000:\(Int.random(in: 1...3, using: &random))"
        return RandomParameter(argument: QueryArgument("EQ_bizTransaction_po", [id])) {
            $0.event.bizTransactions.contains { $0.type == "po" && $0.id == id }
        }
    }

    private static func transformation(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let id = "urn:x:transformation:\(Int.random(in: 1...3, using: &random))"
        return RandomParameter(argument: QueryArgument("EQ_transformationID", [id])) {
            $0.event.transformationID == id
        }
    }

    private static func grade(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let bound = Int.random(in: 1...9, using: &random)
        return RandomParameter(argument: QueryArgument("LE_ex:grade", ["\(bound)"])) {
            $0.event.extensions.contains { field in
                guard field.name.local == "grade", case .number(let number) = field.value else {
                    return false
                }
                return number.value <= Double(bound)
            }
        }
    }

    private static func colour(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        RandomParameter(argument: QueryArgument("EQ_INNER_ex:colour", ["red"])) {
            $0.event.extensions.contains { field in
                guard case .object(let inner) = field.value else { return false }
                return inner.contains { $0.name.local == "colour" && $0.value == .string("red") }
            }
        }
    }

    private static func temperature(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        let kelvin = 273.15 + Double(Int.random(in: 0...30, using: &random))
        return RandomParameter(argument: QueryArgument("GE_value_KEL", ["\(kelvin)"])) {
            $0.event.sensorElements.flatMap(\.reports).contains { report in
                guard let value = report[.value]?.number?.value else { return false }
                let own =
                    switch report[.uom]?.text {
                    case "CEL": value + 273.15
                    case "FAH": (value + 459.67) * 5 / 9
                    default: value
                    }
                return own >= kelvin - 1e-6
            }
        }
    }

    private static func sensors(_ random: inout SeededGenerator, _: [StoredEvent]) -> RandomParameter {
        RandomParameter(argument: QueryArgument("EXISTS_sensorElementList", ["true"])) {
            !$0.event.sensorElements.isEmpty
        }
    }
}
