// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

/// The rules that are judged by one record alone, and what is known of its parties.
package struct RecordRules: Sendable {
    let parties: any PartyBook
    /// How many days documents of each kind hold.
    private let documentDays: [String: Int]

    package init(parties: any PartyBook, book: ProfileBook) {
        self.parties = parties
        documentDays = book.documentDays
    }

    /// Every finding of the record's own rules, or of some of them.
    package func findings(of record: StageRecord, among isMeant: (Rule) -> Bool = { _ in true }) -> [Finding]
    {
        var findings: [Finding] = []
        for rule in record.stage.rules where isMeant(rule) && rule.applies(to: record) {
            check(rule, record, &findings)
        }
        return findings
    }

    private func check(_ rule: Rule, _ record: StageRecord, _ findings: inout [Finding]) {
        switch rule.kind {
        case .elementRequired(let element):
            if record.value(element) == nil {
                findings.append(Finding(rule, record, .missing, field: element))
            }
        case .elementLimit(let limit):
            if let finding = limitFinding(rule, limit, record) { findings.append(finding) }
        case .elementValue(let element, let values, let isNegative):
            guard let value = record.value(element) else { return }
            let texts = value.texts
            if texts.contains(where: { values.contains($0) == isNegative }) {
                let details = Finding.Details(
                    value: texts.joined(separator: ", "),
                    expected: isNegative ? nil : values.joined(separator: ", ")
                )
                findings.append(Finding(rule, record, .notAllowed, field: element, details))
            }
        case .duration(let start, let end, let span):
            if let finding = durationFinding(rule, start, end, span, record) { findings.append(finding) }
        case .licenceValid(let role, let licences):
            guard let party = record.party(role) else { return }
            for licence in licences where !parties.holds(licence, party, at: record.time) {
                findings.append(
                    Finding(
                        rule,
                        record,
                        .unlicensed,
                        object: party,
                        field: role.rawValue,
                        Finding.Details(value: party, expected: licence)
                    )
                )
            }
        case .partyType(let role, let types):
            if let finding = partyFinding(rule, role, types, record) { findings.append(finding) }
        case .region(let role, let prefixes, let isNegative):
            guard let place = record.place(role), let region = parties.region(of: place, at: record.time)
            else {
                return
            }
            if prefixes.contains(where: region.hasPrefix) == isNegative {
                let details = Finding.Details(value: region, expected: prefixes.joined(separator: ", "))
                findings.append(
                    Finding(rule, record, .wrongRegion, object: place, field: role.rawValue, details)
                )
            }
        case .documentValid(let type, let isRequired):
            documentFindings(rule, type, isRequired, record, &findings)
        case .massBalance(let output, let input, let low, let high):
            guard let out = record.amount(output), let into = record.amount(input), into > 0 else { return }
            let ratio = out / into
            // Amounts are written with few digits, so a band's edge may be missed by rounding alone.
            guard ratio < low - 1e-9 || ratio > high + 1e-9 else { return }
            let details = Finding.Details(
                value: Plain.text(ratio),
                expected: "\(Plain.text(low))–\(Plain.text(high))"
            )
            findings.append(Finding(rule, record, .ratio, field: output.fieldName, details))
        case .sensorRange(let range):
            findings += SensorRules.findings(rule, range, record)
        case .sensorGap(let type, let interval, let times):
            findings += SensorRules.gaps(rule, type, interval, times, record)
        case .codeCheck(let source, let schemes, let region):
            codeFindings(rule, source, schemes, record, &findings)
            if let region { regionFindings(rule, source, region, record, &findings) }
        default:
            break
        }
    }

    private func limitFinding(_ rule: Rule, _ limit: ElementLimit, _ record: StageRecord) -> Finding? {
        guard let value = record.value(limit.element), let number = value.number ?? value.count else {
            return nil
        }
        let chosen = limit.by.flatMap { record.value($0)?.texts.first }.flatMap { limit.limits[$0] }
        if let maximum = chosen ?? limit.maximum, number > maximum {
            let details = Finding.Details(value: Plain.text(number), expected: "≤ \(Plain.text(maximum))")
            return Finding(rule, record, .tooLarge, field: limit.element, details)
        }
        if let minimum = limit.minimum, number < minimum {
            let details = Finding.Details(value: Plain.text(number), expected: "≥ \(Plain.text(minimum))")
            return Finding(rule, record, .tooSmall, field: limit.element, details)
        }
        return nil
    }

    private func durationFinding(
        _ rule: Rule,
        _ start: String,
        _ end: String,
        _ span: Span,
        _ record: StageRecord
    ) -> Finding? {
        guard let first = record.moment(start), let last = record.moment(end) else { return nil }
        let value = Plain.duration(last - first)
        if let least = span.atLeast, last < least.after(first) {
            return Finding(
                rule,
                record,
                .tooShort,
                field: end,
                Finding.Details(value: value, expected: "≥ \(least.text)")
            )
        }
        if let most = span.atMost, last > most.after(first) {
            return Finding(
                rule,
                record,
                .tooLong,
                field: end,
                Finding.Details(value: value, expected: "≤ \(most.text)")
            )
        }
        return nil
    }

    private func partyFinding(
        _ rule: Rule,
        _ role: PartyRole,
        _ types: [String],
        _ record: StageRecord
    ) -> Finding? {
        guard let party = record.party(role) else { return nil }
        guard let own = parties.types(of: party, at: record.time) else {
            return Finding(
                rule,
                record,
                .unknownParty,
                object: party,
                field: role.rawValue,
                Finding.Details(value: party, expected: types.joined(separator: ", "))
            )
        }
        guard !own.contains(where: types.contains) else { return nil }
        return Finding(
            rule,
            record,
            .wrongParty,
            object: party,
            field: role.rawValue,
            Finding.Details(value: own.joined(separator: ", "), expected: types.joined(separator: ", "))
        )
    }

    private func documentFindings(
        _ rule: Rule,
        _ type: String,
        _ isRequired: Bool,
        _ record: StageRecord,
        _ findings: inout [Finding]
    ) {
        let documents = record.documents.filter { $0.type == type }
        if documents.isEmpty, isRequired {
            findings.append(
                Finding(rule, record, .documentMissing, field: type, Finding.Details(expected: type))
            )
        }
        for document in documents {
            let object = document.uri
            if let until = lastDay(of: document), record.time >= HainanCalendar.end(of: until) {
                let details = Finding.Details(value: document.number, expected: HainanCalendar.text(until))
                findings.append(
                    Finding(rule, record, .documentExpired, object: object, field: type, details)
                )
            }
            if let issued = document.issued.flatMap(HainanCalendar.date),
                record.time < HainanCalendar.start(of: issued)
            {
                let details = Finding.Details(value: document.number, expected: document.issued)
                findings.append(
                    Finding(rule, record, .documentNotYetValid, object: object, field: type, details)
                )
            }
            if let holder = parties.permit(type, number: document.number, at: record.time)?.holder,
                ![record.subject, record.from, record.to].contains(holder)
            {
                let details = Finding.Details(value: document.number, expected: holder)
                findings.append(Finding(rule, record, .notHolder, object: object, field: type, details))
            }
        }
    }

    /// As the document says, else as long after its issue as documents of its kind hold.
    private func lastDay(of document: StageRecord.DocumentUse) -> CivilDate? {
        if let until = document.validUntil { return HainanCalendar.date(until) }
        guard let days = documentDays[document.type],
            let issued = document.issued.flatMap(HainanCalendar.date)
        else { return nil }
        return CivilDate(daysSince1970: issued.daysSince1970 + days)
    }

    private func codeFindings(
        _ rule: Rule,
        _ source: CodeSource,
        _ schemes: [String],
        _ record: StageRecord,
        _ findings: inout [Finding]
    ) {
        for code in record.codes(source) {
            let read = CanonicalCode.identify(code)
            let scheme = read.scheme.id
            // A class, a lot and a serial number of one GTIN are written in schemes of their own.
            let family = ["sgtin", "lgtin", "gtin"].contains(scheme) ? "gtin" : scheme
            if !schemes.isEmpty, !schemes.contains(family), !schemes.contains(scheme) {
                let details = Finding.Details(value: scheme, expected: schemes.joined(separator: ", "))
                findings.append(
                    Finding(rule, record, .wrongScheme, object: code, field: source.fieldName, details)
                )
            } else if !CanonicalCode.isValid(read) {
                findings.append(
                    Finding(
                        rule,
                        record,
                        .wrongCode,
                        object: code,
                        field: source.fieldName,
                        Finding.Details(value: code)
                    )
                )
            }
        }
    }

    /// Codes that name a region, such as a county, in which the place does not lie.
    private func regionFindings(
        _ rule: Rule,
        _ source: CodeSource,
        _ role: PlaceRole,
        _ record: StageRecord,
        _ findings: inout [Finding]
    ) {
        guard let place = record.place(role), let region = parties.region(of: place, at: record.time) else {
            return
        }
        for code in record.codes(source) {
            let format = CodeSchemeRegistry.format(CanonicalCode.identify(code).scheme.id)
            guard let own = format?.field("region", of: code),
                !own.hasPrefix(region.withoutLowerLevels), !region.hasPrefix(own.withoutLowerLevels)
            else { continue }
            let details = Finding.Details(value: own, expected: region)
            findings.append(
                Finding(rule, record, .wrongRegion, object: code, field: source.fieldName, details)
            )
        }
    }
}

extension String {
    /// Of a region code the part that its counties share: `4601` of `460100`.
    fileprivate var withoutLowerLevels: Substring {
        var text = self[...]
        while text.hasSuffix("00") { text = text.dropLast(2) }
        return text
    }
}

extension Rule {
    /// Whether the rule's condition holds for a record.
    package func applies(to record: StageRecord) -> Bool {
        guard let condition else { return true }
        let texts = record.value(condition.element)?.texts ?? []
        return texts.contains(where: condition.values.contains) != condition.isNegative
    }
}

extension StageRecord {
    /// A party of the record.
    func party(_ role: PartyRole) -> String? {
        switch role {
        case .subject: subject
        case .from: from
        case .to: to
        }
    }

    func place(_ role: PlaceRole) -> String? {
        switch role {
        case .place: place
        case .from: from
        case .to: to
        }
    }

    /// The record's time, or the moment that an element holds.
    func moment(_ name: String) -> Int64? { name == "time" ? time : value(name)?.moment }
}

extension AmountSource {
    /// The name of the record's field.
    package var fieldName: String {
        switch self {
        case .goods(let role): role.rawValue
        case .element(let id): id
        }
    }
}

extension CodeSource {
    /// The name of the record's field.
    package var fieldName: String {
        switch self {
        case .goods(let role): role.rawValue
        case .element(let id): id
        }
    }
}
