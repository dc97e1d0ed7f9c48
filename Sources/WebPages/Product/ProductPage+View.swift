// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceGraph

extension ProductPage {
    /// The values of the template `product`.
    ///
    /// - Parameter library: the address of the drawing library; nil where it is not installed.
    func context(_ shell: PageShell, library: String?) -> PageValues {
        let wording = shell.wording
        let phrases = wording.phrases
        let teller = JourneyTeller(index: index, wording: wording, stages: story?.stages ?? [:])
        let stages = book.map { StageTeller(book: $0, wording: wording) }
        let warning = alarm.map { alarmContext($0, phrases) } ?? failure(stages)
        let life = story?.life.flatMap { stages?.life($0) } ?? []
        let picture = Picture(index)
        let ownName =
            names.entry(of: start.canonical) == nil ? story.flatMap { stages?.goodsName(of: $0) } : nil
        return shell.context(
            title: ownName ?? wording.fullName(start),
            [
                "name": ownName ?? wording.name(start),
                "kind": kind(stages, phrases),
                "headline": story.flatMap { stages?.headline(of: $0) } ?? false,
                "hasLife": !life.isEmpty,
                "life": life,
                "hasStages": !(story?.chapters.isEmpty ?? true),
                "stages": story?.chapters.compactMap { stages?.chapter($0) } ?? [],
                "maker": names.party(of: start.canonical, wording.language) ?? false,
                "facts": factList(wording),
                "code": start.elementString ?? start.plainText,
                "verdict": verdictContext(teller),
                "alarm": warning ?? false,
                "origin": origin(phrases) ?? false,
                "stops": teller.stops(of: journey),
                "hasIngredients": !ingredients.isEmpty,
                "ingredients": ingredients.map { teller.ingredient($0) },
                "moreIngredients": more(index.inputs(of: 0).count - ingredients.count, phrases),
                "hasContents": !contents.isEmpty,
                "contents": contents.map { teller.ingredient($0) },
                "moreContents": more(index.contents(of: 0).count - contents.count, phrases),
                "hasUses": !uses.isEmpty,
                "uses": uses.prefix(Self.usesShown).map { code -> PageValues in
                    ["name": wording.fullName(code), "address": wording.address(code)]
                },
                "moreUses": more(uses.count - Self.usesShown, phrases),
                "missing": missingTexts(wording),
                "proof": loggedEvent.map(ProofLink.address) ?? false,
                "isComplete": missing.isEmpty && declaredWrong == 0,
                "declaredWrongText": declaredWrong > 0
                    ? phrases.count("missing.declared-wrong", declaredWrong) : false,
                "share": origins > 1 ? shareContext(phrases) : false,
                "isGraph": picture.isWorthDrawing,
                "hasPicture": library != nil && picture.isWorthDrawing,
                "picture": library == nil ? false : picture.json(index, wording),
                "library": library ?? false,
                "tree": [tree(SourceTree(index), wording)],
            ]
        )
    }

    /// A lot may be in thousands of packs; some show what they are.
    static let usesShown = 6

    /// `{profile} · 批次商品`: what the profile and the code are called.
    private func kind(_ stages: StageTeller?, _ phrases: Phrases) -> String {
        let profile = story.flatMap { stages?.name($0.profile.name) }
        return [profile, ReadableCode.kind(of: start, phrases)].compactMap(\.self).joined(separator: " · ")
    }

    /// A result that is not as it should be; the state of the goods themselves comes before it.
    private func failure(_ stages: StageTeller?) -> PageValues? {
        story?.failure.flatMap { stages?.failure($0) }
    }

    private func verdictContext(_ teller: JourneyTeller) -> PageValues {
        let phrases = teller.wording.phrases
        var parts: [String] = []
        if sourcePlaces > 0, [.traceable, .incomplete].contains(verdict) {
            parts.append(phrases.count("verdict.places", sourcePlaces))
        }
        if steps > 0 { parts.append(phrases.count("verdict.steps", steps)) }
        let kind = alarm == nil && story?.failure == nil ? verdict.rawValue : "alarm"
        return [
            "kind": kind,
            "is-\(kind)": true,
            "title": phrases["verdict.\(verdict.rawValue)"],
            "numbers": parts.joined(separator: phrases["list.separator"]),
            "text": phrases["verdict.\(verdict.rawValue).text"],
            "latest": latest(teller) ?? false,
        ]
    }

    /// `最近：3月9日，海口龙华店，零售`.
    private func latest(_ teller: JourneyTeller) -> String? {
        let wording = teller.wording
        guard let step = journey.steps.last(where: { answer.events[$0.event].standing == .counts }) else {
            return nil
        }
        let event = answer.events[step.event]
        let parts = [
            ShanghaiTime(milliseconds: event.milliseconds).day(wording.phrases),
            (event.bizLocation ?? event.readPoint).map { wording.name(of: $0) },
            teller.title(of: step, event),
        ]
        let text = parts.compactMap(\.self).joined(separator: wording.phrases["list.separator"])
        return wording.phrases("verdict.latest", ["text": text])
    }

    private func alarmContext(_ disposition: String, _ phrases: Phrases) -> PageValues {
        [
            "title": phrases("alarm.title", ["state": phrases.disposition(disposition)]),
            "text": phrases.text("alarm.\(disposition)") ?? phrases["alarm.other"],
        ]
    }

    /// A line above the journey where it begins with several things.
    private func origin(_ phrases: Phrases) -> String? {
        guard let first = line.last else { return nil }
        let inputs = index.inputs(of: first).count
        return inputs > 1 ? phrases.count("journey.made-of", inputs) : nil
    }

    private func factList(_ wording: Wording) -> [PageValues] {
        let phrases = wording.phrases
        var list = ReadableCode.elements(of: start).map { element in
            (phrases.text("identifier.\(element.identifier)") ?? "(\(element.identifier))", element.value)
        }
        for field in facts.fields {
            guard let label = phrases.text("fact.\(field.name)"), !isRepeated(field) else { continue }
            let value =
                ShanghaiTime.day(written: field.value, phrases) ?? phrases.text("value.\(field.value)")
            list.append((label, value ?? field.value))
        }
        if let first = index.countingEvents(of: line.last ?? 0).first, facts.fields.isEmpty {
            list.append(
                (phrases["fact.first-recorded"], ShanghaiTime(milliseconds: first.milliseconds).day(phrases))
            )
        }
        return list.map { ["label": $0.0, "value": $0.1] }
    }

    /// A harvest of one day has one date.
    private func isRepeated(_ field: ProductFacts.Field) -> Bool {
        field.name == "harvestEndDate"
            && facts.fields.contains { $0.name == "harvestStartDate" && $0.value == field.value }
    }

    private func more(_ number: Int, _ phrases: Phrases) -> Any {
        number > 0 ? phrases.count("list.more", number) : false
    }

    private func shareContext(_ phrases: Phrases) -> PageValues {
        [
            "known": String(knownOrigins), "all": String(origins),
            "text": phrases.count("missing.share", origins, ["known": String(knownOrigins)]),
        ]
    }

    private func tree(_ tree: SourceTree, _ wording: Wording) -> PageValues {
        let code = answer.units[tree.unit].code
        return [
            "name": wording.fullName(code), "address": tree.unit == 0 ? false : wording.address(code),
            "isRepeated": tree.isRepeated, "hasBranches": !tree.branches.isEmpty,
            "branches": tree.branches.map { self.tree($0, wording) },
        ]
    }
}
