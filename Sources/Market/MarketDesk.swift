// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import Supervision
import TraceCodes
import TraceEvents
import TraceGraph
package import TraceLedger

/// What concentrated trading places ask for: may this come in, what must not, what does a certificate still cover.
package struct MarketDesk: Sendable {
    let ledger: Ledger
    let book: ProfileBook
    let parties: any PartyBook
    let checker: ChainChecker
    let desk: RecordDesk
    let facts = EventFacts()
    /// Who has a place at an instant, in milliseconds since 1970.
    let holder: @Sendable (String, Int64) -> String?

    package init(
        _ ledger: Ledger,
        book: ProfileBook,
        parties: any PartyBook,
        checker: ChainChecker,
        desk: RecordDesk,
        holder: @escaping @Sendable (_ place: String, _ time: Int64) -> String?
    ) {
        self.ledger = ledger
        self.book = book
        self.parties = parties
        self.checker = checker
        self.desk = desk
        self.holder = holder
    }

    /// Whether goods may come into a market, code by code in the order of the question.
    ///
    /// - Throws: ``SQLError``.
    package func check(_ question: GateRequest) async throws -> [GateAnswer] {
        var request = question
        request.subject = request.subject ?? holder(request.place, request.time)
        let (book, parties, now) = (book, parties, ledger.now())
        let types = request.subject.flatMap { parties.types(of: $0, at: request.time) }
        let finds = try await ledger.read { [request] reader in
            let judge = RecordJudge(book: book, parties: parties, reader: reader, now: now / 1000)
            let check = GateCheck(
                book: book,
                judge: judge,
                reader: reader,
                request: request,
                keeperTypes: types,
                now: now
            )
            return try request.codes.map { try check.finds($0) }
        }
        var answers: [GateAnswer] = []
        for (code, found) in zip(request.codes, finds) {
            let reasons = try await found.reasons + alarms(found)
            var seen: Set<LocalName> = []
            answers.append(
                GateAnswer(
                    code: code,
                    canonical: found.canonical,
                    profile: found.profile,
                    reasons: reasons.filter { $0.decision > .admit && seen.insert($0.text).inserted }
                        .sorted { $0.decision > $1.decision }
                )
            )
        }
        return answers
    }

    /// The alarms that stand about the goods' past.
    private func alarms(_ found: GateCheck.Finds) async throws -> [GateReason] {
        guard let canonical = found.canonical, !found.events.isEmpty else { return [] }
        let alarms = try await checker.standingAlarms(about: found.events, object: canonical)
        return alarms.compactMap { alarm in
            // An event may be about many units; an alarm about another one is not about these goods.
            if let object = alarm.object, CanonicalCode.identify(object).isGoods,
                !found.units.contains(object)
            {
                return nil
            }
            return GateReason(alarm, book)
        }
    }

    /// The alarm's name and the stage that it is about.
    func words(of alarm: Alarm) -> LocalName { GateReason(alarm, book).text }

    /// A certificate with what it still covers; nil where no record names it.
    ///
    /// - Throws: ``SQLError``.
    package func certificate(_ type: String, number: String) async throws -> Certificate? {
        let (book, parties, now) = (book, parties, ledger.now() / 1000)
        return try await ledger.read { reader in
            try Certificate(type, number, RecordJudge(book: book, parties: parties, reader: reader, now: now))
        }
    }
}

extension TraceCode {
    /// Whether the code names goods. Our own codes name single things and lots alike.
    var isGoods: Bool {
        switch level {
        case .instance, .lot: true
        case .other: !canonical.hasPrefix(ChainTerms.documentType)
        default: false
        }
    }
}
