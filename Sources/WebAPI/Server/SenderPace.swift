// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import NIOCore

/// Whether the body of a request comes fast enough, by how long it was waited for.
///
/// Only waiting counts: while the server itself has no time to read, a sender cannot send.
package struct SenderPace: Sendable {
    /// How long every body may be waited for.
    private let grace: TimeAmount
    /// Bytes that must come in each further second of waiting.
    private let rate: Int64
    private var received: Int64 = 0
    private var waited = TimeAmount.zero
    private var waitingSince: NIODeadline?
    /// Whether a body has begun and not ended.
    package private(set) var isReceiving = false

    package init(grace: TimeAmount, rate: Int64) {
        self.grace = grace
        self.rate = rate
    }

    /// A head has come.
    package mutating func begin() {
        self = SenderPace(grace: grace, rate: rate)
        isReceiving = true
    }

    /// The server wants more.
    package mutating func wait(at now: NIODeadline) {
        if isReceiving, waitingSince == nil { waitingSince = now }
    }

    /// A part of the body has come.
    package mutating func receive(_ bytes: Int, at now: NIODeadline) {
        received += Int64(bytes)
        waited = waited(at: now)
        waitingSince = nil
    }

    /// The body is whole.
    package mutating func end() { isReceiving = false }

    /// Whether the sender has been waited for longer than what he sent is worth.
    package func isTooSlow(at now: NIODeadline) -> Bool {
        isReceiving && waited(at: now) > grace + .milliseconds(received * 1000 / rate)
    }

    private func waited(at now: NIODeadline) -> TimeAmount {
        waitingSince.map { waited + (now - $0) } ?? waited
    }
}
