// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

extension EventPage {
    /// The values of the template `event`.
    func context(_ shell: PageShell) -> PageValues {
        let wording = shell.wording
        let phrases = wording.phrases
        let shown = event ?? declarations.first
        return shell.context(
            title: shown?.title(wording) ?? phrases["event.title"],
            [
                "name": shown?.title(wording) ?? phrases["event.title"],
                "isDeclaredWrong": isDeclaredWrong,
                "declarations": declarations.map { declaration($0, wording) },
                "facts": facts(wording),
                "groups": groups(wording),
                "code": eventID,
                "proof": isLogged ? ProofLink.address(of: eventID) : false,
            ]
        )
    }

    private func declaration(_ record: RecordedEvent, _ wording: Wording) -> PageValues {
        guard let declaration = record.event.errorDeclaration else { return [:] }
        let time = ShanghaiTime(milliseconds: declaration.declarationTime.milliseconds)
        let reason = declaration.reason.map { CBV.errorReason.bareWord($0) }
        return [
            "when": wording.phrases(
                "declaration.when",
                ["day": time.day(wording.phrases), "clock": time.clock]
            ),
            "reason": reason.map {
                wording.phrases.text("error-reason.\($0)") ?? ReadableCode.lastPart(of: $0)
            } ?? false,
            "corrections": declaration.correctiveEventIDs.prefix(10).map {
                ["address": wording.address(of: $0)]
            },
        ]
    }

    private func facts(_ wording: Wording) -> [PageValues] {
        let phrases = wording.phrases
        guard let record = event ?? declarations.first else { return [] }
        let time = ShanghaiTime(milliseconds: record.event.eventTime.milliseconds)
        var facts: [(String, String)] = [("event.time", time.day(phrases) + " " + time.clock)]
        if let place = record.place {
            facts.append(
                (
                    "event.place",
                    [wording.name(of: place), wording.city(of: place)].compactMap(\.self).joined(
                        separator: " · "
                    )
                )
            )
        }
        if let disposition = record.event.disposition {
            facts.append(("event.state", phrases.disposition(disposition)))
        }
        let common: [PageValues] = facts.map { ["label": phrases[$0.0], "value": $0.1] }
        return common + stageFacts(record, wording)
    }

    /// What the profile tells of the record.
    private func stageFacts(_ record: RecordedEvent, _ wording: Wording) -> [PageValues] {
        guard let entry = record.entry, let book else { return [] }
        let teller = StageTeller(book: book, wording: wording)
        let subject: PageValues = [
            "label": wording.phrases["stage.subject"],
            "value": teller.subject(of: entry) ?? wording.phrases["stage.person"],
        ]
        let region: [PageValues] =
            record.place == nil
            ? teller.region(of: entry).map { [["label": wording.phrases["event.place"], "value": $0]] } ?? []
            : []
        return [subject] + region + teller.facts(of: entry)
    }

    /// The units by what they are in the event.
    private func groups(_ wording: Wording) -> [PageValues] {
        guard let event = (event ?? declarations.first)?.event else { return [] }
        let groups: [(String, [(String, QuantityElement?)])] = [
            ("event.parent", [event.parentID].compactMap(\.self).map { ($0, nil) }),
            ("event.objects", Self.units(event.epcs, event.quantities)),
            ("event.children", Self.units(event.childEPCs, event.childQuantities)),
            ("event.inputs", Self.units(event.inputEPCs, event.inputQuantities)),
            ("event.outputs", Self.units(event.outputEPCs, event.outputQuantities)),
        ]
        return groups.filter { !$0.1.isEmpty }.map { title, units in
            [
                "title": wording.phrases[title],
                "units": units.prefix(Self.unitsShown).map { unit($0, $1, wording) },
                "more": units.count > Self.unitsShown
                    ? wording.phrases.count("list.more", units.count - Self.unitsShown) : false,
            ]
        }
    }

    private static func units(_ epcs: [String], _ quantities: [QuantityElement]) -> [(
        String, QuantityElement?
    )] {
        epcs.map { ($0, nil) } + quantities.map { ($0.epcClass, $0) }
    }

    private func unit(_ uri: String, _ quantity: QuantityElement?, _ wording: Wording) -> PageValues {
        let amount = quantity.flatMap { element in
            element.quantity.map { Amount(number: $0.literal, unit: element.uom).text(wording.phrases) }
        }
        return [
            "unitName": wording.fullName(CanonicalCode.identify(uri)),
            "unitAddress": wording.address(of: uri),
            "amount": amount ?? false,
        ]
    }

    private static let unitsShown = 20
}
