// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import NIOCore
import Testing
import WebAPI

@Suite("Pace of a sender")
struct SenderPaceTests {
    /// Ten seconds, and a second for every 1000 bytes.
    private var pace = SenderPace(grace: .seconds(10), rate: 1000)
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test(
        "A sender is waited for as long as what he sent is worth",
        arguments: [(0, 10, false), (0, 11, true), (5000, 15, false), (5000, 16, true), (1, 11, true)]
    )
    mutating func worth(bytes: Int, seconds: Int64, isTooSlow: Bool) {
        pace.begin()
        pace.wait(at: start)
        pace.receive(bytes, at: start)
        pace.wait(at: start)
        #expect(pace.isTooSlow(at: start + .seconds(seconds)) == isTooSlow)
    }

    @Test("A byte now and then does not start the clock again")
    mutating func trickle() {
        pace.begin()
        for second in 0..<12 {
            pace.wait(at: start + .seconds(Int64(second)))
            pace.receive(1, at: start + .seconds(Int64(second + 1)))
        }
        #expect(pace.isTooSlow(at: start + .seconds(12)))
    }

    @Test("Time in which the server does not read is not the sender's")
    mutating func busyServer() {
        pace.begin()
        pace.wait(at: start)
        pace.receive(10, at: start + .seconds(1))
        #expect(!pace.isTooSlow(at: start + .seconds(1000)))
    }

    @Test("Between requests nobody is slow")
    mutating func idle() {
        pace.begin()
        pace.end()
        pace.wait(at: start)
        #expect(!pace.isTooSlow(at: start + .seconds(1000)))
    }
}
