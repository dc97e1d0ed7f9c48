// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore
package import TraceEvents

/// Which events are worth opening for a question, told by their rows and by a word of their text.
package struct EventSieve: Sendable {
    private let types: Set<Int64>
    private let actions: Set<Int64>
    private let dispositions: Set<Int64>
    private let word: [UInt8]

    /// - Parameter member: the local name of a field; events that have it are opened.
    package init(types: [EventType], actions: [Action], dispositions: [String], member: String) {
        self.types = Set(types.map(\.number))
        self.actions = Set(actions.map(\.number))
        self.dispositions = Set(dispositions.map(StableHash.ofTerm))
        // As the stored text closes a member's name, whatever the sender's prefix.
        word = Array("\(member)\":".utf8)
    }

    func keeps(type: Int64, action: Int64, disposition: Int64) -> Bool {
        types.contains(type) || actions.contains(action) || dispositions.contains(disposition)
    }

    func keeps(_ body: [UInt8]) -> Bool {
        guard let first = word.first, body.count >= word.count else { return false }
        return body.withUnsafeBufferPointer { bytes in
            var index = 0
            while index <= bytes.count - word.count {
                if bytes[index] == first, word.indices.allSatisfy({ bytes[index + $0] == word[$0] }) {
                    return true
                }
                index += 1
            }
            return false
        }
    }
}

/// For who may see everything; the public's reader finds nothing here.
extension LedgerReader {
    /// Several events, those that a sieve does not keep unopened.
    ///
    /// - Parameter always: one that is opened in any case.
    /// - Returns: nil inside for an event that was not opened.
    package func sifted(
        _ numbers: some Collection<EventNumber>,
        by sieve: EventSieve,
        always: EventNumber?
    ) throws -> [EventNumber: StoredEvent?] {
        guard lens == nil, !numbers.isEmpty else { return [:] }
        var found: [EventNumber: StoredEvent?] = [:]
        try connection.query(
            """
            SELECT event.event_no, record_time, hash, body, declaration_no, kind, action, disposition
            FROM event LEFT JOIN error_declaration ON error_declaration.event_no = event.event_no
            WHERE event.event_no \(connection.dialect.among("$1"))
            """,
            [.integers(numbers.map(\.rawValue))]
        ) { row in
            let number = EventNumber(rawValue: row.integer(0))
            let isKept =
                try number == always
                || sieve.keeps(type: row.integer(5), action: row.integer(6), disposition: row.integer(7))
                || sieve.keeps(codec.unpack(row.blob(3)))
            found[number] = .some(isKept ? try stored(row) : nil)
            return true
        }
        return found
    }

    /// Those among some events that are declared wrong by now.
    package func declaredWrong(_ numbers: some Collection<EventNumber>) throws -> Set<EventNumber> {
        guard lens == nil else { return [] }
        let rows = try connection.rows(
            ofFew: numbers.map(\.rawValue),
            { "SELECT event_no FROM error_declaration WHERE event_no \($0)" },
            { EventNumber(rawValue: $0.integer(0)) }
        )
        return Set(rows)
    }

    /// Asks something else of the same snapshot; nil for the public.
    package func beside<Value>(_ question: (any SQLConnection) throws -> Value) rethrows -> Value? {
        lens == nil ? try question(connection) : nil
    }
}
