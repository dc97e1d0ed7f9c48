// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import SQLStore

/// Ranges and issued codes in one database transaction.
struct CodeRows {
    let connection: any SQLConnection

    private static let columns = "range, subject, profile, allowed, issued, allotted_at"

    func lastRange() throws -> String? {
        try connection.row("SELECT max(range) FROM code_range") { $0.optionalText(0) }.flatMap(\.self)
    }

    func add(_ range: CodeRange) throws {
        try connection.execute(
            "INSERT INTO code_range(\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .text(range.range), .text(range.subject), .text(range.profile),
                .integer(Int64(range.allowed)),
                .integer(Int64(range.issued)), .integer(range.allottedAt),
            ]
        )
    }

    func ranges(of subject: String, for profile: String) throws -> [CodeRange] {
        try connection.rows(
            "SELECT \(Self.columns) FROM code_range WHERE subject = $1 AND profile = $2 ORDER BY range",
            [.text(subject), .text(profile)],
            Self.range
        )
    }

    /// Of every subject where none is named.
    func ranges(of subject: String?) throws -> [CodeRange] {
        guard let subject else {
            return try connection.rows(
                "SELECT \(Self.columns) FROM code_range ORDER BY range",
                [],
                Self.range
            )
        }
        return try connection.rows(
            "SELECT \(Self.columns) FROM code_range WHERE subject = $1 ORDER BY range",
            [.text(subject)],
            Self.range
        )
    }

    /// Counts codes; the table's own condition holds the count below what is allowed.
    func count(_ codes: Int, in range: CodeRange) throws {
        try connection.execute(
            "UPDATE code_range SET issued = issued + $1 WHERE range = $2",
            [.integer(Int64(codes)), .text(range.range)]
        )
    }

    /// False where the code was issued before.
    func add(_ code: String, at time: Int64) throws -> Bool {
        let added = try connection.execute(
            "INSERT INTO issued_code(code, issued_at) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING",
            [.text(code), .integer(time)]
        )
        return added == 1
    }

    func void(_ code: String, at time: Int64) throws {
        try connection.execute(
            "UPDATE issued_code SET voided_at = $1 WHERE code = $2 AND voided_at IS NULL",
            [.integer(time), .text(code)]
        )
    }

    func find(_ code: String) throws -> IssuedCode? {
        let found = try connection.row(
            "SELECT issued_at, voided_at FROM issued_code WHERE code = $1",
            [.text(code)]
        ) { ($0.integer(0), $0.optionalInteger(1)) }
        guard let found,
            let range = try connection.row(
                "SELECT \(Self.columns) FROM code_range WHERE range = $1",
                [.text(OwnCode.range(of: code))],
                Self.range
            )
        else { return nil }
        return IssuedCode(code: code, range: range, issuedAt: found.0, voidedAt: found.1)
    }

    private static func range(_ row: any SQLRow) -> CodeRange {
        CodeRange(
            range: row.text(0),
            subject: row.text(1),
            profile: row.text(2),
            allowed: Int(row.integer(3)),
            issued: Int(row.integer(4)),
            allottedAt: row.integer(5)
        )
    }
}
