// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import Market
package import Registry
package import Supervision
package import TraceLedger

/// The profiles, the registry, and those who work by them.
package struct ChainDesk: Sendable {
    package let ledger: Ledger
    package let book: ProfileBook
    package let desk: RecordDesk
    package let checker: ChainChecker
    package let registry: RegistryBook
    package let market: MarketDesk

    package init(
        _ ledger: Ledger,
        book: ProfileBook,
        desk: RecordDesk,
        checker: ChainChecker,
        registry: RegistryBook
    ) {
        self.ledger = ledger
        self.book = book
        self.desk = desk
        self.checker = checker
        self.registry = registry
        market = MarketDesk(ledger, book: book, parties: registry, checker: checker, desk: desk) {
            place,
            time in
            registry.place(place, at: time)?.value.holder
        }
    }
}
