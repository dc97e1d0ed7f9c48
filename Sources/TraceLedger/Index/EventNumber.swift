// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// The number of a stored event: the order of event time, and its place in the table.
///
/// The upper 43 bits are the event time in milliseconds, the lower 20 a slot chosen from the event's identity,
/// moved on where it is taken. So a unit's events lie in the order in which they happened whenever they were
/// captured, and a window of time is a range of numbers.
package struct EventNumber: Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The number of an event with an ID, unless another has it: the first to try.
    package init(time: Timestamp, identity: LinkKey) {
        rawValue = time.milliseconds << Self.slotBits | identity.rawValue & Self.slotMask
    }

    /// The smallest number of an instant.
    package init(firstAt milliseconds: Int64) {
        let bounded = min(max(milliseconds, Self.earliest), Self.latest)
        rawValue = bounded << Self.slotBits
    }

    /// The largest number of an instant.
    package init(lastAt milliseconds: Int64) {
        rawValue = EventNumber(firstAt: milliseconds).rawValue | Self.slotMask
    }

    package static let first = EventNumber(rawValue: .min)
    package static let last = EventNumber(rawValue: .max)

    package static func < (left: EventNumber, right: EventNumber) -> Bool { left.rawValue < right.rawValue }

    /// The event times that a number can hold: the years 1850 to 2200.
    package static let times =
        Timestamp(milliseconds: -3_786_912_000_000)...Timestamp(milliseconds: 7_258_118_400_000)

    private static let slotBits: Int64 = 20
    private static let slotMask: Int64 = (1 << slotBits) - 1
    private static let earliest: Int64 = -(1 << 42)
    private static let latest: Int64 = (1 << 43) - 1
}
