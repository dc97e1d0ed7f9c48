// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import SQLStore
import TraceCodes

/// Issues our own trace codes, to goods that have none: counted, never twice, and not to be guessed.
package struct TraceCodeIssuer: Sendable {
    private let registry: RegistryBook
    /// The scheme of our own codes.
    package static let scheme = "hn"
    /// Codes of one request, and codes that a range may be allotted.
    package static let countLimit = 10_000
    package static let allotmentLimit = 100_000_000

    /// The tables are the registry's.
    package init(_ registry: RegistryBook) {
        self.registry = registry
    }

    /// Allots a new range to a subject for its goods of a profile.
    ///
    /// - Throws: ``CodeIssueError`` `count`, `unknownSubject`, `unknownProfile`, `otherCodes`, `noRange`; ``SQLError``.
    package func allot(_ count: Int, to subject: String, for profile: String) async throws -> CodeRange {
        guard (1...Self.allotmentLimit).contains(count) else {
            throw CodeIssueError(.count, "a range is for 1 to \(Self.allotmentLimit) codes")
        }
        try check(subject, profile)
        let now = registry.clock()
        return try await registry.database.write { connection in
            let rows = CodeRows(connection: connection)
            let last = try rows.lastRange().map(OwnCode.number) ?? 0
            guard let name = OwnCode.range(last + 1) else {
                throw CodeIssueError(.noRange, "every range is allotted already")
            }
            let range = CodeRange(
                range: name,
                subject: subject,
                profile: profile,
                allowed: count,
                issued: 0,
                allottedAt: now
            )
            try rows.add(range)
            return range
        }
    }

    /// Issues codes out of what is allotted to a subject for a profile; all or none.
    ///
    /// - Returns: the codes as they are printed.
    /// - Throws: ``CodeIssueError`` `count`, `unknownSubject`, `unknownProfile`, `otherCodes`, `exhausted`;
    ///   ``SQLError``.
    package func issue(_ count: Int, to subject: String, for profile: String) async throws -> [String] {
        guard (1...Self.countLimit).contains(count) else {
            throw CodeIssueError(.count, "1 to \(Self.countLimit) codes are issued at once, not \(count)")
        }
        try check(subject, profile)
        let now = registry.clock()
        return try await registry.database.write { connection in
            let rows = CodeRows(connection: connection)
            let ranges = try rows.ranges(of: subject, for: profile).filter { $0.issued < $0.allowed }
            try Self.check(count, in: ranges, of: profile)
            var generator = SystemRandomNumberGenerator()
            var codes: [String] = []
            codes.reserveCapacity(count)
            for range in ranges where codes.count < count {
                let part = min(range.allowed - range.issued, count - codes.count)
                try rows.count(part, in: range)
                let end = codes.count + part
                while codes.count < end {
                    let code = OwnCode.random(in: range.range, using: &generator)
                    if try rows.add(code, at: now) { codes.append(code) }
                }
            }
            return codes
        }
    }

    /// Looks whether so many codes are left.
    ///
    /// - Throws: ``CodeIssueError`` `count`, `exhausted`; ``SQLError``.
    package func require(_ count: Int, to subject: String, for profile: String) async throws {
        guard count > 0 else { throw CodeIssueError(.count, "1 code or more is issued, not \(count)") }
        try check(subject, profile)
        let ranges = try await ranges(of: subject).filter { $0.profile == profile }
        try Self.check(count, in: ranges, of: profile)
    }

    private static func check(_ count: Int, in ranges: [CodeRange], of profile: String) throws(CodeIssueError)
    {
        let left = ranges.reduce(0) { $0 + $1.allowed - $1.issued }
        guard left >= count else {
            throw CodeIssueError(
                .exhausted,
                "\(left) codes are left to this subject for \(profile), \(count) are asked for: a range must be allotted"
            )
        }
    }

    /// Declares that a code will never be used.
    ///
    /// - Throws: ``CodeIssueError`` `unknownCode`; ``SQLError``.
    package func void(_ code: String) async throws {
        let now = registry.clock()
        let isKnown = try await registry.database.write { connection in
            let rows = CodeRows(connection: connection)
            guard try rows.find(code) != nil else { return false }
            try rows.void(code, at: now)
            return true
        }
        guard isKnown else { throw CodeIssueError(.unknownCode, "the code \(code) was not issued here") }
    }

    /// An issued code by its canonical form or as it is printed; nil where it was not issued here.
    ///
    /// - Throws: ``SQLError``.
    package func find(_ code: String) async throws -> IssuedCode? {
        let prefix = "urn:qiongsu:\(Self.scheme):"
        let plain = code.hasPrefix(prefix) ? String(code.dropFirst(prefix.count)) : code
        return try await registry.database.read { try CodeRows(connection: $0).find(plain) }
    }

    /// The ranges of a subject, or all, in the order in which they were allotted.
    ///
    /// - Throws: ``SQLError``.
    package func ranges(of subject: String? = nil) async throws -> [CodeRange] {
        try await registry.database.read { try CodeRows(connection: $0).ranges(of: subject) }
    }

    /// A right code that is never issued, for what is checked before a code is.
    package static func placeholder(_ number: Int) -> String { OwnCode.placeholder(number) }

    private func check(_ subject: String, _ profile: String) throws(CodeIssueError) {
        let now = registry.clock() / 1000
        guard registry.types(of: subject, at: now) != nil else {
            throw CodeIssueError(
                .unknownSubject,
                "the registry has no subject \(subject) whose filing is in force"
            )
        }
        guard let codes = registry.profiles.profile(profile, at: now)?.unit.codes else {
            throw CodeIssueError(.unknownProfile, "there is no profile \(profile)")
        }
        guard codes.contains(Self.scheme) else {
            let names = codes.joined(separator: ", ")
            throw CodeIssueError(.otherCodes, "units of \(profile) carry other codes: \(names)")
        }
    }
}
