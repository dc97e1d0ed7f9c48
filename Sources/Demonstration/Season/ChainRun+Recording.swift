// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

extension ChainRun {
    /// An event of a stage with what every event has.
    mutating func draft(_ type: EventType, _ stage: Stage, at moment: Int) -> Event {
        var event = Event(
            type: type,
            eventTime: HainanClock.timestamp(moment),
            timeZoneOffset: HainanClock.offset
        )
        event.eventID = "urn:uuid:" + dice.uuid()
        event.bizStep = stage.step
        event.disposition = stage.disposition
        if !stage.persistent.isEmpty {
            event.persistentDisposition = PersistentDisposition(set: stage.persistent)
        }
        return event
    }

    /// Where an event happened, and where the goods are afterwards.
    func locate(_ event: inout Event, at place: Place, staysThere: Bool = true) {
        event.readPoint = Location(id: style.place(place))
        if staysThere { event.bizLocation = Location(id: style.place(place)) }
    }

    /// Puts an event into the log, some minutes after it happened, and lets an incident of the stage happen.
    mutating func record(_ event: Event, _ stage: Stage, at moment: Int) {
        let captured = moment + 30 + dice.below(900)
        switch incident([.corrected, .capturedLate], at: stage) {
        case let incident? where incident.kind == .corrected: recordCorrected(event, captured)
        case let incident?:
            log.append(CapturedEvent(event: event, capturedAt: captured + (incident.days ?? 7) * 86_400))
        case nil: log.append(CapturedEvent(event: event, capturedAt: captured))
        }
    }

    /// An incident of one of the kinds that is due at a stage; it does not come again.
    mutating func incident(_ kinds: [Incident.Kind], at stage: Stage) -> Incident? {
        guard let index = incidents.firstIndex(where: { $0.stage == stage.id && kinds.contains($0.kind) })
        else { return nil }
        return incidents.remove(at: index)
    }

    /// An amount is written with one zero too many, found the next day, declared wrong and recorded anew.
    private mutating func recordCorrected(_ event: Event, _ captured: Int) {
        var wrong = event
        wrong.eventID = "urn:uuid:" + dice.uuid()
        wrong.quantities.multiplyFirst()
        wrong.inputQuantities.multiplyFirst()
        log.append(CapturedEvent(event: wrong, capturedAt: captured))

        let found = captured + 20 * 3600 + dice.below(6 * 3600)
        var declaration = wrong
        declaration.errorDeclaration = ErrorDeclaration(
            declarationTime: HainanClock.timestamp(found),
            reason: "incorrect_data",
            correctiveEventIDs: [event.eventID].compactMap(\.self)
        )
        log.append(CapturedEvent(event: declaration, capturedAt: found))
        log.append(CapturedEvent(event: event, capturedAt: found + 180))
    }

    /// Issues a stage's documents in the name of a party.
    mutating func issue(
        _ papers: [Stage.Paper],
        by party: Party,
        at moment: Int
    ) -> [(travels: Bool, document: BizTransaction)] {
        papers.map { paper in
            let number = HainanClock.padded(roll.take(from: "\(paper.lead) \(party.prefix)"), 4)
            let text = "\(paper.lead)\(HainanClock.compactDate(of: moment))-\(number)"
            return (
                paper.travels ?? false,
                BizTransaction(type: paper.type, id: IdentifierStyle.document(party, text))
            )
        }
    }

    /// What a sensor saw from a time to a time, as lowest, highest and mean value to a tenth.
    mutating func reading(
        of sensor: Stage.Sensor,
        _ stage: Stage,
        from start: Int,
        to end: Int,
        by party: Party
    ) -> SensorElement {
        let isTooWarm = incident([.tooWarm], at: stage) != nil
        let first = dice.real(in: sensor.range)
        let second = dice.real(in: sensor.range)
        let low = Int((min(first, second) * 10).rounded())
        let high =
            isTooWarm
            ? Int(sensor.limit * 10) + 12 + dice.below(20) : Int((max(first, second) * 10).rounded())
        func tenth(_ value: Int) -> SensorValue {
            .number(DecimalNumber(literal: "\(value / 10).\(value % 10)"))
        }
        var report: [SensorField: SensorValue] = [
            .type: .text(sensor.type), .uom: .text(sensor.uom), .minValue: tenth(low), .maxValue: tenth(high),
            .meanValue: tenth((low * 2 + high) / 3),
        ]
        if isTooWarm { report[.exception] = .text("ALARM_CONDITION") }
        return SensorElement(
            metadata: SensorValues(values: [
                .startTime: .text(HainanClock.timestamp(start).text),
                .endTime: .text(HainanClock.timestamp(end).text),
                .deviceID: .text(style.device(party, "T\(HainanClock.padded(1 + dice.below(24), 4))")),
            ]),
            reports: [SensorValues(values: report)]
        )
    }
}

extension [QuantityElement] {
    /// A slip of the keyboard: the first amount with its point one place further right.
    fileprivate mutating func multiplyFirst() {
        guard let first, let quantity = first.quantity else { return }
        let tenfold = Int((quantity.value * 10_000).rounded())
        self[0].quantity = Goods.kilograms(tenfold)
    }
}
