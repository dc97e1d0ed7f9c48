// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Supervision
import TraceCodes
import TraceEvents
import TraceGraph
import TraceLedger

extension MarketDesk {
    /// Everything that must not come in: what a red or orange alarm is about, what is recalled, and what was made
    /// of it.
    ///
    /// - Throws: ``SQLError``.
    package func blockList() async throws -> BlockList {
        let alarms = try await checker.alarms(limit: Self.listLimit).filter { $0.level.decision == .keepOut }
        var blocked: [String: BlockList.Entry] = [:]
        for alarm in alarms {
            guard let object = alarm.object, CanonicalCode.identify(object).isGoods else { continue }
            blocked[object] =
                blocked[object]
                ?? BlockList.Entry(code: object, alarm: alarm.alarm, reason: words(of: alarm), source: nil)
        }
        let (book, now) = (book, ledger.now())
        let roots = blocked
        let (entries, isCut) = try await ledger.read { reader in
            var entries = roots
            for code in try Self.recalled(reader, now: now) where entries[code] == nil {
                let words = book.words("gate-recalled", value: CanonicalCode.identify(code).plainText)
                entries[code] = BlockList.Entry(code: code, alarm: nil, reason: words, source: nil)
            }
            for root in entries.values.sorted(by: { $0.code < $1.code }) where entries.count < Self.listLimit
            {
                let code = CanonicalCode.identify(root.code)
                let answer = try reader.trace(code, direction: .forward, limits: Self.forward, now: now)
                for unit in answer?.units ?? [] where unit.relation == .product {
                    let product = unit.code.canonical
                    entries[product] =
                        entries[product]
                        ?? BlockList.Entry(
                            code: product,
                            alarm: root.alarm,
                            reason: root.reason,
                            source: root.code
                        )
                }
            }
            return (entries.values.sorted { $0.code < $1.code }, entries.count >= Self.listLimit)
        }
        return BlockList(madeAt: now / 1000, entries: entries, isCut: isCut || alarms.count == Self.listLimit)
    }

    /// Entries of one list: what a hand-held device can carry and search.
    private static let listLimit = 50_000
    private static let forward = TraceLimits(depth: 20, size: 2000, time: .milliseconds(500))

    /// The units of the newest events that recall something.
    private static func recalled(_ reader: LedgerReader, now: Int64) throws -> Set<String> {
        let query = try EventQuery([QueryArgument("EQ_disposition", ["recalled"])])
        var codes: Set<String> = []
        var token: PageToken?
        repeat {
            let requirement = PageRequirement(size: 1000, token: token, now: now / 1000)
            let page = try reader.page(of: query, requirement)
            for stored in page.events where stored.counts {
                codes.formUnion(
                    (stored.event.epcs + stored.event.quantities.map(\.epcClass)).map(CanonicalCode.canonical)
                )
            }
            token = page.next
        } while token != nil && codes.count < listLimit
        return codes
    }
}
