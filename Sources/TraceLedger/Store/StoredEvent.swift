// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

/// An event as the ledger holds it.
package struct StoredEvent: Sendable {
    package let number: EventNumber
    /// Microseconds since 1970; no two events of a ledger have the same.
    package let recordTime: Int64
    /// The CBV event hash, 32 bytes.
    package let hash: [UInt8]
    /// With the event ID and record time under which it is stored.
    package let event: Event
    /// The number of the declaration that this event is wrong; a wrong event no longer counts.
    package let declaredWrongBy: EventNumber?

    /// Whether the event happened as far as the ledger knows: it is neither declared wrong nor a declaration.
    package var counts: Bool { declaredWrongBy == nil && event.errorDeclaration == nil }

    /// The event's ID, its own or the one made from its hash.
    package var eventID: String { event.eventID ?? EventHash.uri(digest: hash) }
}

/// An entry of the index: this identifier is in that event.
package struct EventLink: Sendable, Hashable {
    package let key: LinkKey
    package let number: EventNumber
    package let role: LinkRole
}
