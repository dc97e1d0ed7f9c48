// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import LedgerTesting
import Registry
import SQLStore

/// A registry in a file of its own, by the profiles of the program, on a clock that stands still.
enum TestRegistry {
    static let shop = "urn:qiongsu:uscc:91460100MA5T00002P"
    static let coop = "urn:qiongsu:uscc:93469005MA5T12345Q"

    static let profiles: ProfileBook = {
        do { return try ProfileBook.embedded() } catch { fatalError("\(error)") }
    }()

    static func make(_ database: (any SQLDatabase)? = nil) async throws -> RegistryBook {
        try await RegistryBook(
            database ?? TestLedger.database(),
            profiles: profiles,
            clock: { TestLedger.now }
        )
    }

    /// What is read from lines of the import format.
    static func read(_ lines: String...) -> RegistryImport {
        RegistryImport(
            Array(lines.joined(separator: "\n").utf8),
            book: profiles,
            regions: RegionTable(profiles.reference)
        )
    }

    /// A subject's line.
    static func subject(
        _ id: String = shop,
        types: String = #""retailer""#,
        region: String = "460105",
        filing: String = "filed",
        from: String = "2016-10-01",
        until: String? = nil
    ) -> String {
        let end = until.map { #","until":"\#($0)""# } ?? ""
        return
            #"{"kind":"subject","id":"\#(id)","name":{"zh":"某店","en":"A shop"},"types":[\#(types)],"region":"\#(region)","filing":"\#(filing)","from":"\#(from)"\#(end)}"#
    }

    /// A licence's line.
    static func licence(
        _ number: String = "JY15308250014109",
        type: String = "food-business",
        holder: String = shop,
        quantity: Int? = nil,
        from: String = "2024-01-01",
        until: String? = "2029-01-01"
    ) -> String {
        let end = until.map { #","until":"\#($0)""# } ?? ""
        let amount = quantity.map { #","quantity":\#($0)"# } ?? ""
        return
            #"{"kind":"licence","type":"\#(type)","number":"\#(number)","holder":"\#(holder)"\#(amount),"from":"\#(from)"\#(end)}"#
    }
}

extension RegistryBook {
    /// Records lines that are right.
    @discardableResult
    func record(_ lines: String...) async throws -> Recorded {
        let read = RegistryImport(
            Array(lines.joined(separator: "\n").utf8),
            book: profiles,
            regions: regions
        )
        precondition(read.faults.isEmpty, "\(read.faults)")
        return try await record(read.entries)
    }
}

/// Noon of a day in Hainan, in milliseconds since 1970.
func noon(_ day: String) -> Int64 {
    guard let date = HainanCalendar.date(day) else { fatalError("\(day) is no day") }
    return HainanCalendar.start(of: date) + 43_200_000
}
