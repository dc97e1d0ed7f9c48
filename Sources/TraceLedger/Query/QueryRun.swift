// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// One evaluation of a query on one snapshot.
struct QueryRun {
    private let query: EventQuery
    private let reader: LedgerReader
    private let window: QueryWindow
    private let evaluator: QueryEvaluator
    /// The conditions by which events are looked for.
    private let conditions: [QueryCondition]
    private let budget: WorkBudget

    /// Rows of the first batch; later ones are larger, because a page that is not yet full is rare among them.
    private static let batch = 64
    private static let largestBatch = 4096

    init(_ query: EventQuery, reader: LedgerReader, frozen: Int64, limits: QueryLimits) throws {
        self.query = query
        self.reader = reader
        let judged = try query.conditions.map { condition in
            guard case .within(let place, let roots) = condition else { return condition }
            return .within(place, try roots.reduce(into: []) { $0.formUnion(try reader.descendants(of: $1)) })
        }
        conditions = try judged.map { condition in
            guard case .eventID(let ids) = condition else { return condition }
            return .eventID(Set(try ids.map { try reader.storedID(ofPublic: $0) ?? $0 }))
        }
        window = QueryWindow(conditions, frozen: frozen)
        evaluator = QueryEvaluator(judged, reader: reader)
        budget = WorkBudget(limits)
    }

    /// The events of a page, and where it ended if more may follow.
    func page(size: Int, after position: QueryPosition?) throws -> (
        events: [StoredEvent], end: QueryPosition?
    ) {
        if case .field(let name) = query.order.key { return try page(by: name, size: size, after: position) }
        var events: [StoredEvent] = []
        var hasMore = false
        do {
            try forEachMatch(by: query.order, after: position?.value) { event in
                hasMore = events.count == size
                if !hasMore { events.append(event) }
                return !hasMore
            }
        } catch let error as QueryError where error.code == .tooComplex && !events.isEmpty {
            hasMore = true
        }
        let end = events.last.map {
            QueryPosition(value: query.order.key == .recordTime ? $0.recordTime : $0.number.rawValue)
        }
        return (events, hasMore ? end : nil)
    }

    /// How many events fulfil the query, counted up to a limit.
    func matchCount(upTo limit: Int) throws -> Int {
        var count = 0
        try forEachMatch(by: QueryOrder(), after: nil) { _ in
            count += 1
            return count < limit
        }
        return count
    }

    /// An extension field is no column: every match is found and put in order, for each page anew.
    private func page(
        by name: FieldName,
        size: Int,
        after position: QueryPosition?
    ) throws -> (events: [StoredEvent], end: QueryPosition?) {
        let descending = query.order.isDescending
        func precedes(_ left: QueryPosition, _ right: QueryPosition) -> Bool {
            let first = left.field ?? .missing
            return first.precedes(right.field ?? .missing, descending: descending)
                ?? (descending ? left.value > right.value : left.value < right.value)
        }
        var matches: [QueryPosition] = []
        try forEachMatch(by: QueryOrder(), after: nil) { stored in
            let scalar = stored.event.extensions.first { name.matches($0.name) }?.value.scalars.first
            let own = QueryPosition(value: stored.number.rawValue, field: FieldSortKey(scalar))
            if position.map({ precedes($0, own) }) ?? true { matches.append(own) }
            return true
        }
        matches.sort(by: precedes)
        let chosen = matches.prefix(size)
        let events = Dictionary(
            try reader.events(chosen.map { EventNumber(rawValue: $0.value) }).map {
                ($0.number.rawValue, $0)
            },
            uniquingKeysWith: { first, _ in first }
        )
        return (chosen.compactMap { events[$0.value] }, matches.count > size ? chosen.last : nil)
    }

    /// Calls the closure with each event that fulfils the query, in order, until it answers false.
    private func forEachMatch(
        by order: QueryOrder,
        after position: Int64?,
        _ body: (StoredEvent) throws -> Bool
    ) throws {
        let source = try QueryPlanner(reader: reader, window: window, order: order).source(for: conditions)
        let column: LedgerReader.HeadColumn = order.key == .recordTime ? .recordTime : .number
        var cursor = try QueryCursor(
            source,
            reader: reader,
            window: window,
            column: column,
            isDescending: order.isDescending,
            after: position
        )
        var limit = Self.batch
        while let batch = try cursor.next(limit) {
            try budget.spend(rows: batch.looked)
            for chunk in batch.heads.chunks(of: Self.batch) {
                try budget.spend(bodies: chunk.count)
                let events = Dictionary(
                    try reader.events(chunk.map(\.number)).map { ($0.number, $0) },
                    uniquingKeysWith: { first, _ in first }
                )
                for head in chunk {
                    guard let event = events[head.number], try evaluator.accepts(event) else { continue }
                    if try !body(event) { return }
                }
            }
            limit = min(limit * 2, Self.largestBatch)
        }
    }
}
