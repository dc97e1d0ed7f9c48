// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibPQ

/// Where a PostgreSQL database is: a connection string of libpq, which may name several hosts, TLS and a password.
package struct PostgreSQLAddress: Sendable {
    /// May hold a password; never shown.
    private let text: String
    /// The address without user, password and options, for messages and logs.
    package let name: String

    /// - Throws: ``SQLError`` `cannotOpen` where libpq cannot read it.
    package init(_ text: String) throws {
        // libpq's own message may repeat the part that holds the password.
        guard let options = PQconninfoParse(text, nil) else {
            throw SQLError(
                .cannotOpen,
                "that is not an address of PostgreSQL: it reads postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full"
            )
        }
        defer { PQconninfoFree(options) }
        self.text = text
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        let hosts = values["host"] ?? values["hostaddr"] ?? ""
        let port = values["port"].map { ":" + $0 } ?? ""
        name = "postgres://\(hosts)\(port)/\(values["dbname"] ?? "")"
    }

    /// Whether a text is meant as an address of PostgreSQL.
    package static func isMeant(by text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// Connects, which blocks; what the address says goes before what is set here, except for the encoding.
    func connect() -> OpaquePointer? {
        withParameters([("client_encoding", "UTF8")]) { PQconnectdbParams($0, $1, 1) }
    }

    /// Whether the one of its hosts that a connection goes to says that it is there; blocks.
    func answers(at connection: OpaquePointer) -> Bool {
        let host = [
            ("host", PQhost(connection)), ("hostaddr", PQhostaddr(connection)), ("port", PQport(connection)),
        ].map { ($0, $1.map { String(cString: $0) } ?? "") }
        return withParameters(host) { PQpingParams($0, $1, 1) } == PQPING_OK
    }

    /// - Parameter own: settings that overrule the address.
    private func withParameters<Value>(
        _ own: [(String, String)],
        _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> Value
    ) -> Value {
        let settings =
            [
                ("connect_timeout", "5"), ("application_name", "qiongsu"),
                // A host that has vanished is noticed in a minute instead of hours.
                ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
                ("tcp_user_timeout", "60000"), ("dbname", text),
            ] + own
        var bytes: [UInt8] = []
        var starts: [Int] = []
        for text in settings.map(\.0) + settings.map(\.1) {
            starts.append(bytes.count)
            bytes += Array(text.utf8) + [0]
        }
        return bytes.withUnsafeBytes { buffer in
            let base = buffer.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { base?.advanced(by: $0) }
            return body(pointers.prefix(settings.count) + [nil], pointers.suffix(settings.count) + [nil])
        }
    }
}

/// What a session may cost before the server ends it, so that no mistake or dead process holds others up for ever.
struct PostgreSQLLimits: Sendable {
    let settings: String

    /// The locks of a process whose machine is gone fall within a minute.
    private static let keepAlive = """
        SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3
        """

    /// Every question goes by an index. Of a table that was filled since PostgreSQL looked at it last it would believe
    /// that reading all of it is cheaper. What has no index all the same counts as very dear then, and is not worth
    /// compiling.
    private static let planning = "SET enable_seqscan = off; SET jit = off"

    /// For questions.
    static let reading = PostgreSQLLimits(
        settings: """
            SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '300s'; \
            \(planning); \(keepAlive)
            """
    )

    /// For what is written: rebuilding and making an index take long, waiting for another process need not. A
    /// setting of the server that does not wait for the disk is overruled, because captures are acknowledged by it. A
    /// plan is made anew each time: one that was made while a table was empty would read all of it ever after.
    static let writing = PostgreSQLLimits(
        settings: """
            SET statement_timeout = '30min'; SET idle_in_transaction_session_timeout = '60s'; \
            SET lock_timeout = '10s'; SET plan_cache_mode = 'force_custom_plan'; \(planning); \
            SELECT set_config('synchronous_commit', 'on', false) \
            WHERE current_setting('synchronous_commit') IN ('off', 'local'); \(keepAlive)
            """
    )
}
