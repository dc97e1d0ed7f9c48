// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

extension HistoryRules {
    /// The k-th dispatch of a lot to a party is compared with that party's k-th receipt.
    func shipReceive(
        _ rule: Rule,
        _ stages: [String],
        _ within: Period,
        _ tolerance: Double,
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        let history = try records(key)
        func isLike(_ other: StageRecord) -> Bool {
            other.stage.reference == record.stage.reference && other.to == record.to
                && other.subject == record.subject
        }
        let place = history.filter { isLike($0) && $0.isBefore(record) }.count
        let receipts = history.filter {
            $0.isOne(of: stages) && (record.to == nil || $0.subject == record.to)
                && ($0.from == nil || $0.from == record.subject)
        }
        let deadline = within.after(record.time)
        guard place < receipts.count else {
            if now <= deadline { return .wait(until: deadline + 1) }
            let details = Finding.Details(expected: "≤ \(within.text)")
            return .found(Finding(rule, record, .notReceived, object: key, field: "to", details))
        }
        let receipt = receipts[place]
        if receipt.time > deadline {
            let details = Finding.Details(
                value: Plain.duration(receipt.time - record.time),
                expected: "≤ \(within.text)",
                others: [receipt.eventID]
            )
            return .found(Finding(rule, record, .receivedLate, object: key, field: "time", details))
        }
        let (sent, came) = (record.quantity(of: key), receipt.quantity(of: key))
        guard sent > 0, abs(sent - came) > sent * tolerance + 1e-9 else { return .fine }
        let details = Finding.Details(
            value: Plain.text(came),
            expected: Plain.text(sent),
            others: [receipt.eventID]
        )
        return .found(Finding(rule, record, .receivedOther, object: key, field: "units", details))
    }

    /// What was issued under a document against what was used and returned under it: by number, or by weight.
    func setBalance(
        _ rule: Rule,
        _ used: [String],
        _ returned: [String],
        _ within: Period,
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        let history = try records(key)
        var balance: [String: Double] = [:]
        for other in history {
            let sign: Double =
                if other.stage.reference == record.stage.reference {
                    1
                } else if other.isOne(of: used + returned) { -1 } else { 0 }
            if sign == 0 { continue }
            for item in other.goods where item.role == .units || item.role == .inputs {
                balance[item.code, default: 0] += sign * (item.quantity ?? 1)
            }
        }
        let missing = balance.filter { $0.value > 1e-6 }.keys.sorted()
        let extra = balance.filter { $0.value < -1e-6 }.keys.sorted()
        if let first = extra.first {
            let details = Finding.Details(value: first, expected: "\(extra.count)")
            return .found(Finding(rule, record, .setExtra, object: key, field: "units", details))
        }
        guard let first = missing.first else { return .fine }
        let deadline = within.after(record.time)
        if now <= deadline { return .wait(until: deadline + 1) }
        let details = Finding.Details(value: first, expected: "\(missing.count)")
        return .found(Finding(rule, record, .setMissing, object: key, field: "units", details))
    }

    /// A holder's balance of one lot after the record.
    func stockBalance(
        _ rule: Rule,
        _ inward: [String],
        _ outward: [String],
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        guard let holder = record.subject else { return .fine }
        var balance = 0.0
        for other in try through(key, record) where other.subject == holder {
            if other.isOne(of: inward) { balance += other.received(key) }
            if other.isOne(of: outward) { balance -= other.quantity(of: key) }
        }
        guard balance < -1e-6 else { return .fine }
        let details = Finding.Details(value: Plain.text(balance), expected: "≥ 0")
        return .found(Finding(rule, record, .stockNegative, object: key, field: "units", details))
    }

    func overdrawn(
        _ rule: Rule,
        _ document: String,
        _ tolerance: Double,
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        let covered = try records(key).lazy.compactMap { $0.covered(by: key) }.first
        guard let covered else { return .fine }
        var total = 0.0
        for other in try through(key, record) where other.stage.reference == record.stage.reference {
            total += other.use(of: document)
        }
        // The first record that goes beyond tells it; those after it go beyond as well.
        guard total > covered * (1 + tolerance) + 1e-9 else { return .fine }
        let details = Finding.Details(value: Plain.text(total), expected: "≤ \(Plain.text(covered))")
        return .found(Finding(rule, record, .overdrawn, object: key, field: document, details))
    }

    func quota(
        _ rule: Rule,
        _ licence: String,
        _ amount: AmountSource,
        _ per: QuotaPeriod,
        _ record: StageRecord,
        _ key: String
    ) throws -> Outcome {
        guard
            let number = record.documents.first(where: { $0.uri == key })?.number
        else { return .fine }
        guard let permit = parties.permit(licence, number: number, at: record.time) else {
            let details = Finding.Details(value: number, expected: licence)
            return .found(Finding(rule, record, .noQuota, object: key, field: licence, details))
        }
        guard let limit = permit.quantity else { return .fine }
        let start = per.start(of: record.time)
        var total = 0.0
        for other in try through(key, record) where other.time >= start {
            if other.stage.reference == record.stage.reference { total += other.amount(amount) ?? 0 }
        }
        guard total > limit + 1e-9 else { return .fine }
        let details = Finding.Details(value: Plain.text(total), expected: "≤ \(Plain.text(limit))")
        return .found(Finding(rule, record, .quotaExceeded, object: key, field: amount.fieldName, details))
    }

    /// What lies at a place after the record, kind by kind.
    func capacity(_ rule: Rule, _ capacity: Capacity, _ record: StageRecord, _ key: String) throws -> Outcome
    {
        var stock: [String: Double] = [:]
        var kinds: [String: String] = [:]
        for other in try through(key, record) where other.place == key {
            let isInward = other.isOne(of: capacity.inward)
            guard isInward || other.isOne(of: capacity.outward) else { continue }
            for item in other.goods where item.role == (isInward ? other.inwardRole : other.outwardRole) {
                let kind = capacity.by.flatMap { other.value($0)?.texts.first } ?? kinds[item.code] ?? ""
                kinds[item.code] = kind
                stock[kind, default: 0] += (isInward ? 1 : -1) * (item.quantity ?? 1)
            }
        }
        let present = stock.filter { $0.value > 1e-6 }
        for (kind, amount) in present.sorted(by: { $0.key < $1.key }) {
            let limit = parties.capacity(of: key, kind: kind.isEmpty ? nil : kind, at: record.time)
            guard let limit, amount > limit + 1e-9 else { continue }
            let details = Finding.Details(value: Plain.text(amount), expected: "≤ \(Plain.text(limit))")
            return .found(Finding(rule, record, .overCapacity, object: key, field: "units", details))
        }
        for kinds in capacity.apart where kinds.filter({ present[$0] != nil }).count > 1 {
            let together = kinds.filter { present[$0] != nil }
            let details = Finding.Details(value: together.joined(separator: " + "))
            return .found(
                Finding(rule, record, .incompatible, object: key, field: capacity.by ?? "units", details)
            )
        }
        return .fine
    }
}

extension QuotaPeriod {
    /// When the period began in which an instant lies.
    func start(of milliseconds: Int64) -> Int64 {
        let date = HainanCalendar.date(of: milliseconds)
        return switch self {
        case .licence: .min
        case .year: HainanCalendar.start(of: .init(year: date.year, month: 1, day: 1))
        case .month: HainanCalendar.start(of: .init(year: date.year, month: date.month, day: 1))
        }
    }
}

extension StageRecord {
    /// The role of goods that come in by the record, and of those that go out by it.
    var inwardRole: GoodsRole { stage.event.type == .transformation ? .outputs : .units }
    var outwardRole: GoodsRole { stage.event.type == .transformation ? .inputs : .units }

    /// How much of a code comes in by the record.
    func received(_ code: String) -> Double {
        goods.reduce(0) { $1.code == code && $1.role == inwardRole ? $0 + ($1.quantity ?? 1) : $0 }
    }

    /// How much a document covers, where the record tells it.
    func covered(by uri: String) -> Double? {
        documents.first { $0.uri == uri }?.quantity
    }

    /// How much of a document the record uses itself.
    package func use(of type: String) -> Double {
        guard let rule = stage.documents.first(where: { $0.type == type }), !rule.isIssued,
            let source = rule.covers
        else { return 0 }
        return amount(source) ?? 0
    }
}
