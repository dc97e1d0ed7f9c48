// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// The bounds and column values that a query puts on rows, so that most of them are left without unpacking.
struct QueryWindow: Sendable {
    /// Numbers of events whose time fits; wider by a millisecond at each end, because a number can be moved on
    /// from a full millisecond into the next.
    private(set) var numbers = EventNumber.first.rawValue...EventNumber.last.rawValue
    /// Record times in microseconds.
    private(set) var recordTimes: ClosedRange<Int64>
    /// Nothing fits.
    private(set) var isEmpty = false
    /// Whether a condition bounds the event time, the record time.
    private(set) var boundsEventTime = false
    private(set) var boundsRecordTime = false
    private var kinds: Set<Int64>?
    private var actions: Set<Int64>?
    private var bizSteps: Set<Int64>?
    private var dispositions: Set<Int64>?

    /// - Parameter frozen: the last record time that counts.
    init(_ conditions: [QueryCondition], frozen: Int64) {
        recordTimes = 0...max(frozen, 0)
        for condition in conditions {
            switch condition {
            case .time(.event, let comparison, let time): bindEventTime(comparison, time.milliseconds)
            case .time(.record, let comparison, let time): bindRecordTime(comparison, time.milliseconds)
            case .type(let types): Self.narrow(&kinds, to: Set(types.map(\.number)))
            case .action(let values): Self.narrow(&actions, to: Set(values.map(\.number)))
            case .bizStep(let words): Self.narrow(&bizSteps, to: Set(words.map(StableHash.ofTerm)))
            case .disposition(let words): Self.narrow(&dispositions, to: Set(words.map(StableHash.ofTerm)))
            default: break
            }
        }
    }

    func contains(_ head: EventHead) -> Bool {
        numbers.contains(head.number.rawValue) && recordTimes.contains(head.recordTime)
            && kinds?.contains(head.kind) ?? true && actions?.contains(head.action) ?? true
            && bizSteps?.contains(head.bizStep) ?? true && dispositions?.contains(head.disposition) ?? true
    }

    private mutating func bindEventTime(_ comparison: Comparison, _ milliseconds: Int64) {
        boundsEventTime = true
        switch comparison {
        case .greater, .greaterOrEqual:
            narrow(\.numbers, from: EventNumber(firstAt: Self.moved(milliseconds, by: -1)).rawValue)
        case .less, .lessOrEqual:
            narrow(\.numbers, through: EventNumber(lastAt: Self.moved(milliseconds, by: 1)).rawValue)
        case .equal: break
        }
    }

    private mutating func bindRecordTime(_ comparison: Comparison, _ milliseconds: Int64) {
        boundsRecordTime = true
        let first = Self.scaled(milliseconds)
        let next = Self.scaled(Self.moved(milliseconds, by: 1))
        switch comparison {
        case .greaterOrEqual: narrow(\.recordTimes, from: first)
        case .greater: narrow(\.recordTimes, from: next)
        case .less: narrow(\.recordTimes, through: first - 1)
        case .lessOrEqual: narrow(\.recordTimes, through: next - 1)
        case .equal: break
        }
    }

    private mutating func narrow(_ range: WritableKeyPath<Self, ClosedRange<Int64>>, from bound: Int64) {
        guard bound <= self[keyPath: range].upperBound else { return isEmpty = true }
        self[keyPath: range] = max(bound, self[keyPath: range].lowerBound)...self[keyPath: range].upperBound
    }

    private mutating func narrow(_ range: WritableKeyPath<Self, ClosedRange<Int64>>, through bound: Int64) {
        guard bound >= self[keyPath: range].lowerBound else { return isEmpty = true }
        self[keyPath: range] = self[keyPath: range].lowerBound...min(bound, self[keyPath: range].upperBound)
    }

    private static func narrow(_ set: inout Set<Int64>?, to values: Set<Int64>) {
        set = set?.intersection(values) ?? values
    }

    private static func moved(_ milliseconds: Int64, by distance: Int64) -> Int64 {
        milliseconds.addingReportingOverflow(distance).partialValue
    }

    /// Milliseconds in microseconds, within what a record time can be.
    private static func scaled(_ milliseconds: Int64) -> Int64 {
        min(max(milliseconds, -1), .max / 2000) * 1000
    }
}

/// The columns of an event's row, without its body.
struct EventHead: Sendable {
    let number: EventNumber
    let recordTime: Int64
    let kind: Int64
    let action: Int64
    let bizStep: Int64
    let disposition: Int64
}
