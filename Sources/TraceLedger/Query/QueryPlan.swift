// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents

/// Where the events that can fulfil a query are looked for.
enum QuerySource {
    /// All of them are among these.
    case numbers([EventNumber])
    /// The index of these identifiers, read in order of event time.
    case links(Set<Sought>, LinkRole)
    /// The whole table within the window.
    case scan
}

/// Finds the narrowest way to the events of a query: the index of an identifier, a window of time, or a scan.
struct QueryPlanner {
    let reader: LedgerReader
    let window: QueryWindow
    let order: QueryOrder

    /// An index entry set smaller than this is read whole.
    private static let selective = 10_000
    /// Identifiers whose index is read in step.
    private static let steppedIdentifiers = 64

    func source(for conditions: [QueryCondition]) throws -> QuerySource {
        if window.isEmpty { return .numbers([]) }
        var best: (count: Int, hint: LinkHint)?
        var stepped: LinkHint?
        for hint in conditions.compactMap(LinkHint.init) {
            let limit = best?.count ?? Self.selective
            let count = try self.count(hint, upTo: limit)
            if count < limit { best = (count, hint) }
            if hint.ranges.isEmpty, hint.sought.count <= Self.steppedIdentifiers { stepped = stepped ?? hint }
        }
        if let range = try narrowTimes(below: best?.count ?? Self.selective) { return .numbers(range) }
        if let best { return .numbers(try numbers(best.hint)) }
        if let stepped, order.key == .eventTime { return .links(stepped.sought, stepped.roles) }
        return .scan
    }

    /// The events of a window of time, where it is narrow and the scan would run along the other time.
    private func narrowTimes(below limit: Int) throws -> [EventNumber]? {
        if window.boundsRecordTime, order.key != .recordTime,
            try reader.eventCount(by: .recordTime, in: window.recordTimes, upTo: limit) < limit
        {
            return try reader.heads(by: .recordTime, in: window.recordTimes, descending: false, limit: limit)
                .map(\.number)
        }
        if window.boundsEventTime, order.key != .eventTime,
            try reader.eventCount(by: .number, in: window.numbers, upTo: limit) < limit
        {
            return try reader.heads(by: .number, in: window.numbers, descending: false, limit: limit).map(
                \.number
            )
        }
        return nil
    }

    private func count(_ hint: LinkHint, upTo limit: Int) throws -> Int {
        var count = try reader.linkCount(of: hint.sought, roles: hint.roles, in: window.numbers, upTo: limit)
        for range in hint.ranges where count < limit {
            count += try reader.links(sharing: range, roles: hint.roles, after: nil, limit: limit - count)
                .count
        }
        return count
    }

    private func numbers(_ hint: LinkHint) throws -> [EventNumber] {
        var links = try reader.links(
            of: Array(hint.sought),
            roles: hint.roles,
            from: EventNumber(rawValue: window.numbers.lowerBound),
            through: EventNumber(rawValue: window.numbers.upperBound)
        )
        for range in hint.ranges {
            links += try reader.links(sharing: range, roles: hint.roles, after: nil, limit: Self.selective)
        }
        return Array(Set(links.map(\.number)))
    }
}

/// The index entries among which the events of one condition are.
private struct LinkHint {
    let roles: LinkRole
    var sought: Set<Sought> = []
    /// Keys of all identifiers that share a first part.
    var ranges: [ClosedRange<Int64>] = []

    /// Nil for a condition that the index does not help.
    init?(_ condition: QueryCondition) {
        switch condition {
        case .place(let place, let ids), .within(let place, let ids): self.init(place.role, ids)
        case .eventID(let ids): self.init(.eventID, ids)
        case .transformationID(let ids): self.init(.transformation, ids)
        case .reference(let reference, _, let ids): self.init(reference.role, ids)
        case .units(let roles, let patterns):
            self.init(roles, [])
            for pattern in patterns {
                if let code = pattern.exactCanonical {
                    sought.insert(Sought(code))
                } else if let code = pattern.classCanonical {
                    sought.insert(Sought(code))
                    ranges.append(LinkKey.range(sharing: code))
                } else {
                    return nil
                }
            }
        default: return nil
        }
    }

    private init(_ roles: LinkRole, _ ids: Set<String>) {
        self.roles = roles
        sought = Set(ids.map { Sought($0) })
    }
}
