// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Registry
import TraceCodes

struct IssueCodes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue trace codes of our own to goods that have none, one a line.",
        discussion: """
            They come out of the ranges that are allotted to the subject for the profile (qiongsu code range) and \
            are counted. No code is issued twice, and none can be guessed from others.
            """
    )

    @OptionGroup var owner: CodeOwnerOption
    @Option(help: "How many.") var count = 1
    @OptionGroup var folder: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try await owner.work(database, folder) { issuer, subject in
            // Many codes come in several parts; all or none all the same.
            try await issuer.require(count, to: subject, for: owner.profile)
            var left = count
            repeat {
                let part = min(left, TraceCodeIssuer.countLimit)
                let codes = try await issuer.issue(part, to: subject, for: owner.profile)
                Terminal.print(codes.joined(separator: "\n"))
                left -= part
            } while left > 0
        }
    }
}

struct CodeRanges: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "range",
        abstract: "Allot a range of trace codes to a subject for its goods of a profile.",
        discussion:
            "Prints range, subject, profile, how many may be issued and how many were, parted by tabs."
    )

    @OptionGroup var owner: CodeOwnerOption
    @Option(help: "How many codes may be issued from it; without, the ranges that there are are listed.")
    var count: Int?
    @OptionGroup var folder: ProfileFolderOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try await owner.work(database, folder) { issuer, subject in
            if let count { _ = try await issuer.allot(count, to: subject, for: owner.profile) }
            for range in try await issuer.ranges(of: subject) where range.profile == owner.profile {
                Terminal.print(
                    "\(range.range)\t\(range.subject)\t\(range.profile)\t\(range.allowed)\t\(range.issued)"
                )
            }
        }
    }
}

/// Whose codes, and for which goods.
struct CodeOwnerOption: ParsableArguments {
    @Option(help: "The subject, by its credit code or URI.") var subject: String
    @Option(help: "The profile of the goods.") var profile: String

    /// - Throws: an exit with 1 where no codes can be issued.
    func work(
        _ database: DatabaseOption,
        _ folder: ProfileFolderOption,
        _ body: (TraceCodeIssuer, String) async throws -> Void
    ) async throws {
        let subject: String
        do throws(CodeError) { subject = try CodeReader.read(self.subject).canonical } catch {
            let isCode = error.code != .unrecognised
            Terminal.note(
                "--subject \(self.subject): \(isCode ? error.reason : "is no credit code of 18 characters, and no URI.")"
            )
            throw ExitCode.negative
        }
        try await database.withRegistry(folder, creates: false) { registry, _ in
            let ids = registry.profiles.ids
            guard ids.contains(profile) else { throw Unknown.profile(profile, among: ids) }
            do {
                try await body(TraceCodeIssuer(registry), subject)
            } catch let error as CodeIssueError {
                Terminal.note(error.reason)
                throw ExitCode.negative
            }
        }
    }
}
