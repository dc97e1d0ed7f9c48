// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import TraceGraph

/// One question put to the product and to the model.
struct TraceCheck: CustomStringConvertible {
    let start: Int
    let direction: TraceAnswer.Direction

    var description: String { "unit \(start), \(direction.rawValue)" }

    static let now = TestLedger.now / 1000

    /// What is wrong with the product's answer; empty where it is right.
    func faults(_ model: TraceModel, in replay: HistoryReplay) async throws -> [String] {
        let answer = try await replay.trace(start, of: model.history, direction)
        switch (answer, model.expectation(from: start, direction)) {
        case (nil, nil): return []
        case (nil, _?): return ["no answer for a unit that events name"]
        case (_?, nil): return ["an answer for a unit that no event names"]
        case (let answer?, let expectation?):
            return TraceComparison(answer, expectation, model: model).faults
        }
    }

    /// The smallest history found for which the product is still wrong, with what is wrong.
    ///
    /// Takes away events, then units from events, as long as a fault of the same kind stays.
    func shrunk(_ history: History, _ faults: [String]) async throws -> (History, [String]) {
        var smallest = (history, faults)
        var weight = Int.max
        while smallest.0.weight < weight {
            weight = smallest.0.weight
            var size = max(1, smallest.0.events.count / 2)
            while size >= 1 {
                try await removeEvents(size, from: &smallest, like: faults)
                size /= 2
            }
            try await removeUnits(from: &smallest, like: faults)
        }
        return smallest
    }

    private func removeEvents(
        _ size: Int,
        from smallest: inout (History, [String]),
        like faults: [String]
    ) async throws {
        var position = 0
        while position < smallest.0.events.count {
            var fewer = smallest.0
            fewer.events.removeSubrange(position..<min(position + size, fewer.events.count))
            if let left = try await failing(fewer, like: faults) {
                smallest = (fewer, left)
            } else {
                position += size
            }
        }
    }

    private func removeUnits(from smallest: inout (History, [String]), like faults: [String]) async throws {
        for position in smallest.0.events.indices {
            for unit in smallest.0.events[position].named {
                var fewer = smallest.0
                let id = fewer.events[position].id
                for index in fewer.events.indices where fewer.events[index].id == id {
                    fewer.events[index] = fewer.events[index].without(unit)
                }
                if let left = try await failing(fewer, like: faults) { smallest = (fewer, left) }
            }
        }
    }

    private func failing(_ history: History, like faults: [String]) async throws -> [String]? {
        let replay = try await HistoryReplay([history], arrival: .asHappened)
        let left = try await self.faults(TraceModel(history, now: Self.now), in: replay)
        let kinds = Set(faults.map(kind))
        return left.contains { kinds.contains(kind($0)) } ? left : nil
    }

    /// A fault without the names in it.
    private func kind(_ fault: String) -> [Substring] {
        fault.split(separator: " ").filter { !$0.contains(where: \.isNumber) }
    }
}

extension History {
    /// What shrinking makes less.
    fileprivate var weight: Int { events.reduce(0) { $0 + 1 + $1.named.count } }
}
