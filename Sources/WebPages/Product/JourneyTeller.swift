// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceGraph
import TraceText

/// Tells journeys in the words of one language, as values of the templates `journey` and `ingredient`.
struct JourneyTeller {
    let index: AnswerIndex
    let wording: Wording
    /// The stage that an event records, by its position in the answer.
    var stages: [Int: Stage] = [:]

    private var answer: TraceAnswer { index.answer }
    private var phrases: Phrases { wording.phrases }

    func stops(of journey: Journey) -> [PageValues] { journey.stops.map(stop) }

    func ingredient(_ ingredient: Ingredient) -> PageValues {
        let code = answer.units[ingredient.unit].code
        let first = ingredient.journey.stops.first { $0.place != nil }?.place
        let steps = ingredient.journey.steps.count
        let facts = [
            ingredient.amount?.text(phrases), first.map { wording.name(of: $0) },
            phrases.count("verdict.steps", steps),
        ]
        return [
            "ingredientName": wording.fullName(code),
            "ingredientAddress": wording.address(code),
            "summary": facts.compactMap(\.self).joined(separator: " · "),
            "stops": stops(of: ingredient.journey),
            "hasParts": !ingredient.parts.isEmpty,
            "parts": ingredient.parts.map { self.ingredient($0) },
            "hidden": ingredient.hidden > 0 ? phrases.count("list.more", ingredient.hidden) : false,
        ]
    }

    private func stop(_ stop: Journey.Stop) -> PageValues {
        let times = stop.steps.map { ShanghaiTime(milliseconds: $0.milliseconds) }
        guard let first = times.first, let last = times.last else { return [:] }
        return [
            "place": stop.place.map { wording.name(of: $0) } ?? phrases["place.unknown"],
            "placeAddress": stop.place.map { wording.address(of: $0) } ?? false,
            "city": stop.place.flatMap { wording.city(of: $0) } ?? false,
            "days": wording.days(first, last),
            "daysMachine": first.machine,
            "steps": zip(stop.steps, times).map { step($0, $1, from: first, to: last) },
        ]
    }

    /// What the first and the last moment at the place have in common is not repeated at each.
    private func step(
        _ step: Journey.Step,
        _ time: ShanghaiTime,
        from first: ShanghaiTime,
        to last: ShanghaiTime
    ) -> PageValues {
        let event = answer.events[step.event]
        let isWrong = event.standing == .declaredWrong
        let day = first.date.year == last.date.year ? time.shortDay(phrases) : time.day(phrases)
        return [
            "step": title(of: step, event),
            "time": first.date == last.date ? time.clock : day + " " + time.clock,
            "machine": time.machine,
            "note": note(of: step, event) ?? false,
            "wrongAddress": isWrong ? wording.address(of: event.eventID) : false,
        ]
    }

    /// What happened, in two or three words, from the side of the unit.
    func title(of step: Journey.Step, _ event: TracedEvent) -> String {
        if let stage = stages[step.event] {
            return wording.text(stage.name)
        }
        if event.type == "TransformationEvent", step.role == .input { return phrases["step.used"] }
        return wording.step(event)
    }

    /// Who it happened to, where it went and what it travelled in, where that is not plain.
    private func note(of step: Journey.Step, _ event: TracedEvent) -> String? {
        var notes: [String] = []
        if step.unit != 0, event.participants.contains(where: { $0.unit == step.unit && $0.role == .object })
        {
            notes.append(wording.fullName(answer.units[step.unit].code))
        }
        if let carrier = step.carrier {
            notes.append(phrases("step.inside", ["carrier": wording.fullName(answer.units[carrier].code)]))
        } else if step.role == .child, event.action == "ADD",
            let parent = event.participants.first(where: { $0.role == .parent })
        {
            notes.append(phrases("step.into", ["carrier": wording.fullName(answer.units[parent.unit].code)]))
        }
        if Self.sending.contains(event.bizStep ?? ""), let party = Self.party(of: event.destinations) {
            notes.append(phrases("step.to", ["party": wording.name(of: party)]))
        } else if Self.taking.contains(event.bizStep ?? ""), let party = Self.party(of: event.sources) {
            notes.append(phrases("step.from", ["party": wording.name(of: party)]))
        }
        return notes.isEmpty ? nil : notes.joined(separator: " · ")
    }

    /// Of several the one that has the goods in hand, then the owner, then the place.
    private static func party(of references: [TracedEvent.PartyReference]) -> String? {
        for type in ["possessing_party", "owning_party", "location"] {
            if let reference = references.first(where: { $0.type == type }) { return reference.id }
        }
        return references.first?.id
    }

    private static let sending: Set<String> = [
        "shipping", "departing", "consigning", "transporting", "retail_selling",
    ]
    private static let taking: Set<String> = ["receiving", "arriving", "accepting"]
}
