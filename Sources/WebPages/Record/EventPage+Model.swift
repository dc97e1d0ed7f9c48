// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceEvents

/// The page of one event: what was recorded under an event ID, and whether it has been declared wrong.
struct EventPage: Sendable {
    let eventID: String
    let names: NameBook
    /// The event; nil where only declarations with its ID are recorded.
    let event: RecordedEvent?
    /// Declarations that it is wrong, in the order of capture.
    let declarations: [RecordedEvent]
    let book: ProfileBook?
    /// Whether the log proves the event.
    var isLogged = false

    /// - Parameter records: everything that is recorded under the ID, in the order of capture.
    init(
        eventID: String,
        names: NameBook = NameBook(),
        records: [RecordedEvent],
        book: ProfileBook? = nil
    ) {
        self.eventID = eventID
        self.names = names
        self.book = book
        event = records.first { $0.event.errorDeclaration == nil }
        declarations = records.filter { $0.event.errorDeclaration != nil }
    }

    var isDeclaredWrong: Bool { event?.isDeclaredWrong ?? false || !declarations.isEmpty }
}
