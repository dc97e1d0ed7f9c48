// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// Reads the rows that can fulfil a query, batch by batch, in the order of event time or record time.
struct QueryCursor {
    private let reader: LedgerReader
    private let window: QueryWindow
    private let column: LedgerReader.HeadColumn
    private let isDescending: Bool
    private var state: State

    private enum State {
        /// Numbers in order, still to be read.
        case numbers(ArraySlice<EventNumber>)
        /// Rows in order.
        case heads(ArraySlice<EventHead>)
        /// Links or rows of what is left of a range.
        case links(Set<Sought>, LinkRole, ClosedRange<Int64>)
        case scan(ClosedRange<Int64>)
        case ended
    }

    /// - Parameter position: the value of the ordering column after which to begin.
    init(
        _ source: QuerySource,
        reader: LedgerReader,
        window: QueryWindow,
        column: LedgerReader.HeadColumn,
        isDescending: Bool,
        after position: Int64?
    ) throws {
        self.reader = reader
        self.window = window
        self.column = column
        self.isDescending = isDescending
        let whole = column == .number ? window.numbers : window.recordTimes
        guard let range = Self.rest(of: whole, after: position, isDescending: isDescending), !window.isEmpty
        else {
            state = .ended
            return
        }
        switch source {
        case .scan: state = .scan(range)
        case .links(let sought, let roles): state = .links(sought, roles, range)
        case .numbers(let numbers):
            switch column {
            case .number:
                let left = numbers.filter { range.contains($0.rawValue) }
                state = .numbers((isDescending ? left.sorted(by: >) : left.sorted())[...])
            case .recordTime:
                let heads = try numbers.chunks(of: 4096).flatMap { try reader.heads(Array($0)) }
                    .filter { range.contains($0.recordTime) }
                    .sorted { isDescending ? $0.recordTime > $1.recordTime : $0.recordTime < $1.recordTime }
                state = .heads(heads[...])
            }
        }
    }

    /// Up to about `limit` rows more, and how many were looked at; nil at the end.
    mutating func next(_ limit: Int) throws -> (heads: [EventHead], looked: Int)? {
        switch state {
        case .ended: return nil
        case .numbers(let numbers):
            guard !numbers.isEmpty else { return nil }
            state = .numbers(numbers.dropFirst(limit))
            return (try ordered(Array(numbers.prefix(limit))), limit)
        case .heads(let heads):
            guard !heads.isEmpty else { return nil }
            state = .heads(heads.dropFirst(limit))
            return (heads.prefix(limit).filter(window.contains), limit)
        case .scan(let range):
            let heads = try reader.heads(by: column, in: range, descending: isDescending, limit: limit)
            let last = heads.last.map { column == .number ? $0.number.rawValue : $0.recordTime }
            advance(range, past: heads.count < limit ? nil : last) { .scan($0) }
            return (heads.filter(window.contains), heads.count)
        case .links(let sought, let roles, let range):
            return try nextLinked(sought, roles, range, limit)
        }
    }

    /// Takes the first rows of each identifier and goes only as far as all of them are known.
    private mutating func nextLinked(
        _ sought: Set<Sought>,
        _ roles: LinkRole,
        _ range: ClosedRange<Int64>,
        _ limit: Int
    ) throws -> (heads: [EventHead], looked: Int) {
        var numbers: Set<EventNumber> = []
        var horizon: EventNumber?
        for one in sought {
            let links = try reader.links(
                of: one,
                roles: roles,
                from: EventNumber(rawValue: range.lowerBound),
                through: EventNumber(rawValue: range.upperBound),
                newestFirst: isDescending,
                limit: limit
            )
            numbers.formUnion(links.map(\.number))
            if links.count == limit, let last = links.last?.number {
                horizon = horizon.map { isDescending ? max($0, last) : min($0, last) } ?? last
            }
        }
        advance(range, past: horizon?.rawValue) { .links(sought, roles, $0) }
        if let horizon { numbers = numbers.filter { isDescending ? $0 >= horizon : $0 <= horizon } }
        return (try ordered(Array(numbers)), numbers.count)
    }

    private mutating func advance(
        _ range: ClosedRange<Int64>,
        past last: Int64?,
        _ next: (ClosedRange<Int64>) -> State
    ) {
        guard let last, let rest = Self.rest(of: range, after: last, isDescending: isDescending) else {
            state = .ended
            return
        }
        state = next(rest)
    }

    private func ordered(_ numbers: [EventNumber]) throws -> [EventHead] {
        try reader.heads(numbers).filter(window.contains)
            .sorted { isDescending ? $0.number > $1.number : $0.number < $1.number }
    }

    private static func rest(
        of range: ClosedRange<Int64>,
        after position: Int64?,
        isDescending: Bool
    ) -> ClosedRange<Int64>? {
        guard let position else { return range }
        if isDescending {
            guard position > range.lowerBound else { return nil }
            return range.lowerBound...min(range.upperBound, position - 1)
        }
        guard position < range.upperBound else { return nil }
        return max(range.lowerBound, position + 1)...range.upperBound
    }
}

extension Collection {
    /// Slices of at most `count` elements.
    func chunks(of count: Int) -> [SubSequence] {
        var chunks: [SubSequence] = []
        var rest = self[...]
        while !rest.isEmpty {
            chunks.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return chunks
    }
}
