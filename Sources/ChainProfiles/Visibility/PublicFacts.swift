// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// What public pages say of records beyond their plain values.
extension ProfileBook {
    /// The name of a region with that of the city it belongs to.
    package func name(ofRegion code: String) -> LocalName? {
        guard let region = reference.regions.first(where: { $0.code == code }) else { return nil }
        guard let parent = reference.regions.first(where: { $0.code == region.parent }),
            parent.level == .prefecture
        else { return region.name }
        return LocalName(zh: parent.name.zh + region.name.zh, en: "\(region.name.en), \(parent.name.en)")
    }

    /// The name of a state of equipment: that of the messages, else the id.
    package func name(ofState id: String) -> LocalName {
        reference.messages.first { $0.id == "state-" + id }?.text ?? LocalName(zh: id, en: id)
    }
}

extension StageRecord {
    /// An element of class public whose value the profile does not want.
    package var failedPublicElement: Element? {
        func element(_ id: String) -> Element? {
            stage.elements.first { $0.id == id && $0.visibility == .public }
        }
        for rule in stage.rules where rule.applies(to: self) {
            guard case .elementValue(let id, let values, let isNegative) = rule.kind,
                rule.condition.map({ element($0.element) != nil }) ?? true,
                let element = element(id), let texts = value(id)?.texts, !texts.isEmpty
            else { continue }
            if texts.contains(where: { values.contains($0) == isNegative }) { return element }
        }
        return nil
    }
}

extension Reference.DocumentType {
    /// The last day on which a document holds, as it says itself or by its kind; nil where nothing says so.
    package func lastDay(of document: StageRecord.DocumentUse) -> CivilDate? {
        if let day = document.validUntil.flatMap({ HainanCalendar.date($0) }) { return day }
        guard let days, let issued = document.issued.flatMap({ HainanCalendar.date($0) }) else { return nil }
        return CivilDate(daysSince1970: issued.daysSince1970 + days)
    }
}

extension DueDate {
    /// The instant from which on it is too late.
    ///
    /// - Parameter history: the records of the same key in order of time.
    package func deadline(after record: StageRecord, in history: [StageRecord]) -> Int64? {
        let rules = HistoryRules(
            parties: NoParties(),
            now: record.time,
            records: { _ in history },
            reports: { _, _ in [] }
        )
        return rules.deadline(self, record, history)
    }

    /// Whether the public knows everything from which the date is told.
    package func dependsOnlyOnPublic(of stage: Stage) -> Bool {
        [from, by].compactMap(\.self).allSatisfy { id in
            stage.elements.contains { $0.id == id && $0.visibility == .public }
        }
    }
}

/// Dates are told from records alone.
private struct NoParties: PartyBook {
    func types(of party: String, at time: Int64) -> [String]? { nil }
    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool { false }
    func permit(_ type: String, number: String, at time: Int64) -> Permit? { nil }
    func region(of id: String, at time: Int64) -> String? { nil }
    func capacity(of place: String, kind: String?, at time: Int64) -> Double? { nil }
}
