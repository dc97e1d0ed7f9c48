// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Dispatch
import Synchronization

/// A fixed number of lanes, given out in the order in which callers ask.
final class PostgreSQLPool: Sendable {
    private let state: Mutex<State>
    /// Counts the lanes in use, for ``close()``.
    private let inUse = DispatchGroup()
    private let patience: DispatchTimeInterval

    private struct State {
        var idle: [PostgreSQLLane]
        var waiting: [Waiter] = []
        var nextWaiter = 0
        var isClosed = false
    }

    private struct Waiter {
        let number: Int
        let continuation: CheckedContinuation<PostgreSQLLane, any Error>
    }

    /// The most callers that wait; beyond it they are sent away at once.
    private static let waitingLimit = 10_000

    /// - Parameter patience: how long a caller waits for a lane.
    init(_ lanes: [PostgreSQLLane], patience: Duration) {
        state = Mutex(State(idle: lanes))
        let (seconds, attoseconds) = patience.components
        self.patience = .milliseconds(Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    }

    /// Works on a lane, on its thread.
    ///
    /// - Throws: ``SQLError`` `busy` where no lane came free in time; what the work throws.
    func run<Value: Sendable>(_ work: @Sendable @escaping (PostgreSQLSession) throws -> Value) async throws
        -> Value
    {
        let lane = try await take()
        return try await withCheckedThrowingContinuation { continuation in
            lane.queue.async {
                let result = Result { try lane.run(work) }
                self.giveBack(lane)
                continuation.resume(with: result)
            }
        }
    }

    /// Waits for what runs and closes the sessions; whoever still waits is told that the database is closed.
    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.continuation.resume(throwing: Self.closed) }
        inUse.wait()
        for lane in state.withLock({ $0.idle }) { lane.close() }
    }

    private func take() async throws -> PostgreSQLLane {
        try await withCheckedThrowingContinuation { continuation in
            let answer = state.withLock { state -> Result<PostgreSQLLane, any Error>? in
                if state.isClosed { return .failure(Self.closed) }
                if let lane = state.idle.popLast() {
                    inUse.enter()
                    return .success(lane)
                }
                guard state.waiting.count < Self.waitingLimit else { return .failure(Self.busy) }
                if state.waiting.isEmpty { watch(for: state.nextWaiter) }
                state.waiting.append(Waiter(number: state.nextWaiter, continuation: continuation))
                state.nextWaiter += 1
                return nil
            }
            if let answer { continuation.resume(with: answer) }
        }
    }

    private func giveBack(_ lane: PostgreSQLLane) {
        let next = state.withLock { state -> Waiter? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(lane)
            inUse.leave()
            return nil
        }
        next?.continuation.resume(returning: lane)
    }

    /// Sends a caller away when he has waited long enough, and all who came before him: one timer for all.
    private func watch(for number: Int) {
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) { [weak self] in
            self?.endWaiting(through: number)
        }
    }

    private func endWaiting(through number: Int) {
        let late = state.withLock { state in
            let late = state.waiting.prefix { $0.number <= number }
            state.waiting.removeFirst(late.count)
            if !state.waiting.isEmpty { watch(for: state.nextWaiter - 1) }
            return late
        }
        for waiter in late { waiter.continuation.resume(throwing: Self.busy) }
    }

    private static let busy = SQLError(.busy, "every connection to the database is in use")
    private static let closed = SQLError(.cannotOpen, "the database is closed")
}
