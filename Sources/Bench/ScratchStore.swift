// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Foundation
import SQLStore
import TraceLedger

/// Empty databases to measure in: files, or schemas of a PostgreSQL server.
struct ScratchStore {
    /// The address of a PostgreSQL server; nil for files.
    let server: String?
    private let folder: URL

    init(server: String?) throws {
        self.server = server
        folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// How the rows of the table name the database.
    var name: String { server == nil ? "SQLite" : "PostgreSQL" }

    /// An empty ledger that checks by the profiles, as the server's does.
    ///
    /// - Parameter name: of letters.
    func ledger(_ name: String) async throws -> Ledger {
        let database: any SQLDatabase
        if let server {
            let address = try PostgreSQLAddress(
                "\(server)\(server.contains("?") ? "&" : "?")options=-csearch_path%3Dbench_\(name)"
            )
            try PostgreSQLDatabase.run("DROP SCHEMA IF EXISTS bench_\(name) CASCADE", at: address)
            try PostgreSQLDatabase.run("CREATE SCHEMA bench_\(name)", at: address)
            database = try PostgreSQLDatabase(address)
        } else {
            database = try SQLiteDatabase(path: folder.appending(path: "\(name).db").path)
        }
        return try await Ledger(database, profiles: .embedded(), clock: benchClock)
    }
}

extension Ledger {
    /// Fills the index with the codes of other events, as years of captures leave it.
    func fill(codes: Int) async throws {
        var generator = SystemRandomNumberGenerator()
        let ranges = Load.productKeys
        let each = codes / ranges.count
        for (product, range) in ranges.enumerated() {
            let keys = (0..<each).map { _ in Int64.random(in: range, using: &generator) }.sorted()
            let rows = keys.enumerated().flatMap { [$1, Int64(product * each + $0), Int64(4)] }
            try await database.write {
                try $0.insert(into: "link", columns: ["link_key", "event_no", "role"], integers: rows)
            }
        }
    }
}
