// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension LedgerReader {
    /// Answers a query, page by page.
    ///
    /// Without `orderBy` the newest event comes first. Every page shows what the ledger held when the first page
    /// was read, in one order, whatever is captured meanwhile. A page may be shorter than asked where the limits
    /// end it; only the missing token says that it is the last.
    ///
    /// - Throws: ``QueryError`` `parameter` for a token that has expired or belongs to another query, `tooLarge`,
    ///   and `tooComplex` where the limits are used up before anything is found.
    package func page(
        of query: EventQuery,
        _ requirement: PageRequirement,
        limits: QueryLimits = QueryLimits()
    ) throws -> QueryPage {
        if let token = requirement.token {
            guard token.fingerprint == query.fingerprint else {
                throw QueryError(
                    .parameter,
                    parameter: "nextPageToken",
                    "belongs to another query: follow the Link of the page before as it is"
                )
            }
            guard token.expires > requirement.now else {
                throw QueryError(
                    .parameter,
                    parameter: "nextPageToken",
                    "has expired: ask for the first page again"
                )
            }
        }
        let frozen = try requirement.token?.frozen ?? lastRecordTime()
        let run = try QueryRun(query, reader: self, frozen: frozen, limits: limits)
        if let most = query.maxEventCount, requirement.token == nil {
            guard try run.matchCount(upTo: most + 1) <= most else {
                throw QueryError(
                    .tooLarge,
                    parameter: "maxEventCount",
                    "more than \(most) events fulfil the query: narrow it or ask for more"
                )
            }
        }
        let remaining = requirement.token.map(\.remaining) ?? query.eventCountLimit
        let size = min(requirement.size, remaining ?? .max)
        let found = try run.page(size: size, after: requirement.token?.position)
        let left = remaining.map { $0 - found.events.count }
        let next = (left ?? 1) > 0 ? found.end : nil
        return QueryPage(
            events: found.events,
            next: next.map {
                PageToken(
                    fingerprint: query.fingerprint,
                    frozen: frozen,
                    remaining: left,
                    position: $0,
                    expires: requirement.now + PageToken.lifetime
                )
            }
        )
    }
}
