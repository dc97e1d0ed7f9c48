// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

extension HistoryRules {
    func predecessor(_ rule: Rule, _ stages: [String], _ record: StageRecord, _ key: String) throws -> Outcome
    {
        let isDirect = try earlier(key, than: record).contains { $0.isOne(of: stages) && $0.leaves(key) }
        if try isDirect || latest(stages, of: key, before: record) != nil { return .fine }
        let history = try records(key)
        let later = history.first { $0.isOne(of: stages) && !$0.isBefore(record) }
        if later == nil,
            let other = history.first(where: { $0.number != record.number }),
            !history.contains(where: { $0.number != record.number && $0.isOfProfile(of: stages) })
        {
            let details = Finding.Details(
                value: other.stage.profile,
                expected: stages.joined(separator: ", "),
                others: [other.eventID]
            )
            return .found(Finding(rule, record, .otherProduct, object: key, field: "after", details))
        }
        let reason: Finding.Reason = later == nil ? .noPredecessor : .tooEarly
        let details = Finding.Details(
            value: later.map { Plain.day($0.time) },
            expected: stages.joined(separator: ", "),
            others: later.map { [$0.eventID] } ?? []
        )
        return .found(Finding(rule, record, reason, object: key, field: "after", details))
    }

    /// The latest of some stages that a unit went through, itself or in a container while it was inside.
    private func latest(_ stages: [String], of code: String, before record: StageRecord, depth: Int = 0)
        throws
        -> StageRecord?
    {
        let history = try earlier(code, than: record)
        var latest = history.last { $0.isOne(of: stages) && $0.leaves(code) }
        func take(_ other: StageRecord?) {
            if let other, latest.map({ $0.isBefore(other) }) ?? true { latest = other }
        }
        guard depth < 8 else { return latest }
        for packing in history
        where packing.stage.event.type == .aggregation && packing.stage.event.action == .add {
            guard let container = packing.container, container != code else { continue }
            let end = history.first { packing.isBefore($0) && $0.unpacks(code, from: container) }
            let inside = try earlier(container, than: end ?? record)
            take(inside.last { packing.isBefore($0) && $0.isOne(of: stages) })
            take(try self.latest(stages, of: container, before: end ?? record, depth: depth + 1))
        }
        return latest
    }

    func lifeState(_ rule: Rule, _ states: [String], _ record: StageRecord, _ key: String) throws -> Outcome {
        let last = try earlier(key, than: record).last { $0.stage.state != nil }
        guard let state = last?.stage.state else {
            let details = Finding.Details(expected: states.joined(separator: ", "))
            return .found(Finding(rule, record, .noPredecessor, object: key, field: "units", details))
        }
        if states.contains(state) { return .fine }
        let details = Finding.Details(
            value: state,
            expected: states.joined(separator: ", "),
            others: last.map { [$0.eventID] } ?? []
        )
        return .found(Finding(rule, record, .wrongState, object: key, field: "units", details))
    }

    func expiry(_ rule: Rule, _ element: String, _ record: StageRecord, _ key: String) throws -> Outcome {
        let own = record.value(element) == nil ? try earlier(key, than: record) : [record]
        guard let told = own.last(where: { $0.value(element) != nil }),
            case .text(let text)? = told.value(element), let date = HainanCalendar.date(text),
            record.time >= HainanCalendar.end(of: date)
        else { return .fine }
        let details = Finding.Details(
            value: Plain.day(record.time),
            expected: "≤ \(text)",
            others: [told.eventID]
        )
        return .found(Finding(rule, record, .expired, object: key, field: element, details))
    }

    func unique(
        _ rule: Rule,
        _ stages: [String],
        _ source: CodeSource,
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        let first = try earlier(key, than: record).first {
            $0.isOne(of: stages) && $0.codes(source).contains(key)
        }
        guard let first else { return .fine }
        let details = Finding.Details(value: key, expected: Plain.day(first.time), others: [first.eventID])
        return .found(Finding(rule, record, .again, object: key, field: source.fieldName, details))
    }

    func uniqueLink(_ rule: Rule, _ record: StageRecord, _ key: String) throws -> Outcome {
        var container: (code: String, eventID: String)?
        for other in try earlier(key, than: record) where other.packsUnits(key) {
            guard let code = other.container else { continue }
            if other.stage.event.action == .add { container = (code, other.eventID) }
            if other.stage.event.action == .delete, container?.code == code { container = nil }
        }
        guard let container, let own = record.container, container.code != own else { return .fine }
        let details = Finding.Details(value: container.code, expected: own, others: [container.eventID])
        return .found(Finding(rule, record, .twoContainers, object: key, field: "container", details))
    }

    func match(
        _ rule: Rule,
        _ value: ValueSource,
        _ stages: [String],
        _ other: ValueSource,
        followsContainers: Bool,
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        let last =
            followsContainers
            ? try latest(stages, of: key, before: record)
            : try earlier(key, than: record).last { $0.isOne(of: stages) }
        guard let last else { return .fine }
        guard let own = text(value, of: record), let right = text(other, of: last), own != right else {
            return .fine
        }
        let details = Finding.Details(value: own, expected: right, others: [last.eventID])
        return .found(Finding(rule, record, .different, object: key, field: value.fieldName, details))
    }

    private func text(_ source: ValueSource, of record: StageRecord) -> String? {
        switch source {
        case .subject: record.subject
        case .place: record.place
        case .region:
            (record.place.flatMap { parties.region(of: $0, at: record.time) })
                ?? record.subject.flatMap { parties.region(of: $0, at: record.time) }
        case .from: record.from
        case .to: record.to
        case .container: record.container
        case .element(let id):
            record.value(id).flatMap { value in
                value.number.map(Plain.text) ?? value.texts.first
                    ?? value.moment.map { Timestamp(milliseconds: $0).text }
            }
        }
    }
}

extension ValueSource {
    var fieldName: String {
        switch self {
        case .subject: "subject"
        case .place, .region: "place"
        case .from: "from"
        case .to: "to"
        case .container: "container"
        case .element(let id): id
        }
    }
}

extension StageRecord {
    /// Whether a code is still there after the record: not only consumed by it.
    func leaves(_ code: String) -> Bool {
        stage.event.type != .transformation || goods.contains { $0.code == code && $0.role == .outputs }
    }

    /// Whether it records a stage of the same profile as one of some stages.
    func isOfProfile(of stages: [String]) -> Bool {
        let start = stage.reference.utf8.prefix(stage.profile.utf8.count + 1)
        return stages.contains { $0.utf8.starts(with: start) }
    }

    /// Whether it is a packing or unpacking of a code.
    func packsUnits(_ code: String) -> Bool {
        stage.event.type == .aggregation && goods.contains { $0.role == .units && $0.code == code }
    }

    /// Whether it puts something into a container.
    package func packs(into container: String) -> Bool {
        stage.event.type == .aggregation && stage.event.action == .add && self.container == container
    }

    func unpacks(_ code: String, from container: String) -> Bool {
        stage.event.type == .aggregation && stage.event.action == .delete && self.container == container
            && goods.contains { $0.role == .units && $0.code == code }
    }
}
