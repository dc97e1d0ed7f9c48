// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import SQLStore

/// Where a database is: a file, or a server.
enum DatabasePlace {
    case file(String)
    case server(PostgreSQLAddress)

    /// - Throws: `ValidationError` for an address that is neither.
    init(_ text: String) throws {
        if PostgreSQLAddress.isMeant(by: text) {
            do { self = .server(try PostgreSQLAddress(text)) } catch let error as SQLError {
                throw ValidationError("--database: \(error).")
            }
            return
        }
        for prefix in ["sqlite://", "sqlite:", "file://", "file:"] where text.hasPrefix(prefix) {
            self = .file(String(text.dropFirst(prefix.count)))
            return
        }
        if text.contains("://") {
            throw ValidationError(
                "--database takes a file's path, a sqlite: URL or a postgres: URL, not \(text.prefix(while: { $0 != ":" })):."
            )
        }
        self = .file(text)
    }

    /// - Parameter creates: whether an empty place is filled; a question to nothing is a mistake.
    func open(creates: Bool) async throws -> any SQLDatabase {
        switch self {
        case .file(let path):
            guard creates || FileManager.default.fileExists(atPath: path) else { throw nothing }
            return try SQLiteDatabase(path: path)
        case .server(let address):
            let database = try PostgreSQLDatabase(address)
            if !creates, try await !database.isMigrated() { throw nothing }
            return database
        }
    }

    /// Says that there is no database, and where one may come from.
    var nothing: ExitCode {
        Terminal.note(
            "No database at \(self): load one with `qiongsu demo` or `qiongsu capture`, or name it with --database."
        )
        return ExitCode.inputOutput
    }
}

extension DatabasePlace: CustomStringConvertible {
    /// Without a password.
    var description: String {
        switch self {
        case .file(let path): path
        case .server(let address): address.name
        }
    }
}
