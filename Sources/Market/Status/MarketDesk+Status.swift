// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceCodes
import TraceLedger

extension MarketDesk {
    /// Whether a unit may be handed to who uses it, or go on to a stage.
    ///
    /// Every answer is read from the ledger, so a sale or recall that any process has stored is in the next one.
    ///
    /// - Parameter readings: what was scanned or typed may mean, the likeliest first; one at least.
    /// - Throws: ``SQLError``.
    package func status(of readings: [TraceCode], for stage: Stage? = nil) async throws -> StatusAnswer {
        let now = ledger.now() / 1000
        let brief = try ledger.readAtOnce { reader in
            do {
                return try check(reader, now, opensEvents: false).answer(readings, stage)
            } catch is StatusCheck.Unopened {
                return nil
            }
        }
        if let brief { return brief }
        return try await ledger.read { try check($0, now, opensEvents: true).answer(readings, stage) }
    }

    private func check(_ reader: LedgerReader, _ now: Int64, opensEvents: Bool) -> StatusCheck {
        StatusCheck(
            book: book,
            parties: parties,
            reader: reader,
            facts: facts,
            now: now,
            opensEvents: opensEvents
        )
    }

    /// What is said of a text that is no code.
    package func status(of text: String, _ error: CodeError) -> StatusAnswer {
        var answer = StatusAnswer(code: text)
        answer.refuse(book.words("gate-malformed", value: text, expected: error.reason))
        return answer
    }
}
