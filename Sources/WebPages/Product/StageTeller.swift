// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceText
import WebAPI

/// Tells records of stages in the words of one language, as values of the templates `stages` and `event`.
struct StageTeller {
    let book: ProfileBook
    let wording: Wording
    private var phrases: Phrases { wording.phrases }

    func name(_ name: LocalName) -> String { wording.text(name) }

    /// The profile's headline with its words filled in; nil where it speaks of what is not public.
    func headline(of story: StageStory) -> String? {
        guard let headline = story.profile.headline.map(name) else { return nil }
        var text = ""
        var rest = headline[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            guard let value = word(String(rest[rest.index(after: open)..<close]), of: story) else {
                return nil
            }
            text += rest[..<open] + value
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private func word(_ word: String, of story: StageStory) -> String? {
        let entry = story.spoken[0]
        switch word {
        case "subject":
            let name = subject(of: entry) ?? phrases["stage.person"]
            let others = story.spoken.count - 1
            return others > 0 ? phrases.count("stage.others", others, ["name": name]) : name
        case "place": return place(of: entry)
        case "region": return region(of: entry)
        default:
            return entry.record.stage.elements.first { $0.id == word }
                .flatMap { value(of: $0, in: entry.record) }
        }
    }

    /// What goods are called that nobody has named: as their maker's record says, or as their profile.
    func goodsName(of story: StageStory) -> String {
        story.goodsName.flatMap { value(of: $0.element, in: $0.entry.record) } ?? name(story.profile.name)
    }

    func chapter(_ chapter: StageStory.Chapter) -> PageValues {
        [
            "stageName": name(chapter.stage.name),
            "entries": chapter.entries.map(self.entry),
            "moreEntries": chapter.hidden > 0 ? phrases.count("stage.more", chapter.hidden) : false,
        ]
    }

    private func entry(_ entry: StageEntry) -> PageValues {
        let time = ShanghaiTime(milliseconds: entry.record.time)
        return [
            "day": time.day(phrases), "clock": time.clock, "machine": time.machine,
            "subject": subject(of: entry) ?? phrases["stage.person"],
            "subjectAddress": entry.record.subject.map { wording.address(of: $0) } ?? false,
            "where": place(of: entry) ?? false,
            "facts": facts(of: entry),
        ]
    }

    /// The public elements and documents of a record.
    func facts(of entry: StageEntry) -> [PageValues] {
        let record = entry.record
        var facts: [PageValues] = record.stage.elements.compactMap { element in
            value(of: element, in: record).map { ["label": name(element.name), "value": $0] }
        }
        facts += record.documents.compactMap { document in
            guard let type = book.reference.documents.first(where: { $0.id == document.type }) else {
                return nil
            }
            return ["label": name(type.name), "value": validity(of: document, type, in: record)]
        }
        return facts
    }

    /// Who reports; nil for a person, of whom the public is told nothing.
    func subject(of entry: StageEntry) -> String? { entry.record.subject.map { wording.name(of: $0) } }

    /// The place with its region, as far as they are told.
    func place(of entry: StageEntry) -> String? {
        let place = entry.record.place.map { wording.name(of: $0) }
        let region = region(of: entry)
        let parts = [place, region.flatMap { place?.contains($0) == true ? nil : $0 }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    func region(of entry: StageEntry) -> String? {
        entry.region.flatMap { book.name(ofRegion: $0) }.map(name)
    }

    /// What a result says that must be told before anything else.
    func failure(_ failure: StageStory.Failure) -> PageValues {
        [
            "title": phrases(
                "failed.title",
                [
                    "stage": name(failure.entry.record.stage.name), "element": name(failure.element.name),
                    "value": value(of: failure.element, in: failure.entry.record) ?? "",
                ]
            ),
            "text": phrases["failed.text"],
        ]
    }

    /// The state and the dates of a piece of equipment.
    func life(_ life: Life) -> [PageValues] {
        var facts: [PageValues] = []
        if let state = life.state {
            facts.append(["label": phrases["life.state"], "value": name(book.name(ofState: state))])
        }
        for due in life.dues {
            if let last = due.last {
                facts.append([
                    "label": phrases("life.last", ["stage": name(due.stage.name)]), "value": day(last),
                ])
            }
            let text = phrases("life.by", ["day": day(due.deadline - 1)])
            facts.append([
                "label": phrases("life.next", ["stage": name(due.stage.name)]),
                "value": due.isOverdue ? phrases("life.overdue", ["text": text]) : text,
                "isOverdue": due.isOverdue,
            ])
        }
        return facts
    }

    private func day(_ milliseconds: Int64) -> String {
        ShanghaiTime(milliseconds: milliseconds).day(phrases)
    }

    /// `HZ46001，有效期至 2026年8月1日`. Whether it held is a matter of the day on which it was shown: the papers of
    /// goods that are sold today may well have ended since.
    private func validity(
        of document: StageRecord.DocumentUse,
        _ type: Reference.DocumentType,
        in record: StageRecord
    ) -> String {
        var parts = [document.number]
        if let end = type.lastDay(of: document) {
            parts.append(phrases("document.until", ["day": ShanghaiTime.day(end, phrases)]))
            if HainanCalendar.end(of: end) <= record.time { parts.append(phrases["document.expired"]) }
        } else if let issued = document.issued.flatMap({ HainanCalendar.date($0) }) {
            parts.append(phrases("document.issued", ["day": ShanghaiTime.day(issued, phrases)]))
        }
        return parts.joined(separator: phrases["list.separator"])
    }

    private func value(of element: Element, in record: StageRecord) -> String? {
        guard let value = record.value(element.id) else { return nil }
        let list = element.list.flatMap { id in book.reference.lists.first { $0.id == id } }
        switch value {
        case .number(let number):
            let measure = element.measure.flatMap { code in
                book.reference.measures.first { $0.code == code }
            }
            return [Plain.text(number), measure.map(unit)].compactMap(\.self).joined(separator: " ")
        case .boolean(let boolean): return phrases[boolean ? "value.yes" : "value.no"]
        case .time(let time):
            let moment = ShanghaiTime(milliseconds: time)
            return moment.day(phrases) + " " + moment.clock
        case .texts(let texts):
            // A list of items that were checked is told by its length.
            if element.type == .checklist { return phrases.count("value.items", texts.count) }
            let shown = texts.prefix(Self.valuesShown).map { text(of: $0, element, list) }
            let more = texts.count - shown.count
            return (shown + (more > 0 ? [phrases.count("list.more", more)] : []))
                .joined(separator: phrases["list.separator"])
        case .text(let text): return self.text(of: text, element, list)
        }
    }

    /// In Chinese its name, in English its symbol, which has no plural, unless that is a Chinese word.
    private func unit(_ measure: Reference.Measure) -> String {
        let isWord = measure.symbol.unicodeScalars.contains { $0.properties.isIdeographic }
        return wording.language == .chinese || isWord ? name(measure.name) : measure.symbol
    }

    private func text(of text: String, _ element: Element, _ list: Reference.CodeList?) -> String {
        switch element.type {
        case .code, .codes: list?.value(text).map { name($0.name) } ?? text
        case .date: ShanghaiTime.day(written: text, phrases) ?? text
        case .identifier, .identifiers: wording.fullName(CanonicalCode.identify(text))
        default: text
        }
    }

    private static let valuesShown = 10
}
