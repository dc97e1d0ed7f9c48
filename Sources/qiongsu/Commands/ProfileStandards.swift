// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import TraceText

/// One version of one profile, in one language.
struct ProfileChoice: ParsableArguments {
    @Argument(help: "The profile, such as one that “profile list” shows.") var id: String
    @Option(help: "The language: zh or en.") var language: LocalName.Language = .chinese
    @Option(help: "A day, as 2026-03-01: the version that is valid then; the newest if not given.")
    var on: String?
    @OptionGroup var folder: ProfileFolderOption

    func teller() throws -> (teller: StandardTeller, profile: Profile, words: StandardWords) {
        let book = try folder.book()
        let profile = try profile(in: book)
        let words = StandardWords(book, language)
        return (StandardTeller(profile, words), profile, words)
    }

    private func profile(in book: ProfileBook) throws -> Profile {
        let newest = try book.knownProfile(id)
        guard let on else { return newest }
        guard let day = HainanCalendar.date(on) else {
            throw ValidationError("“\(on)” is no day such as 2026-03-01.")
        }
        if let profile = book.profile(id, at: HainanCalendar.start(of: day)) { return profile }
        let first = book.versions[id]?.first?.from ?? ""
        Terminal.note("The profile “\(id)” has no version that is valid on \(on): the first is of \(first).")
        throw ExitCode.negative
    }
}

extension LocalName.Language: ExpressibleByArgument {}

/// Something that was named and is not there.
enum Unknown {
    static func profile(_ id: String, among ids: [String]) -> any Error {
        error(
            "There is no profile “\(id)”.",
            NearWords.of(id, among: ids),
            "“qiongsu profile list” shows those that there are."
        )
    }

    static func scenario(_ id: String, among ids: [String]) -> any Error {
        let near = NearWords.of(id, among: ids)
        return error("There is no scenario “\(id)”.", near, "There are: \(ids.joined(separator: ", ")).")
    }

    static func stage(_ id: String, of profile: Profile) -> any Error {
        let ids = profile.stages.map(\.id)
        return error(
            "The profile “\(profile.id)” has no stage “\(id)”.",
            NearWords.of(id, among: ids),
            "Its stages are: \(ids.joined(separator: ", "))."
        )
    }

    static func rule(_ id: String, of stage: Stage) -> any Error {
        let known = stage.rules.flatMap { [$0.alarm, $0.kind.name] }
        return error(
            "The stage “\(stage.reference)” has no rule “\(id)”.",
            NearWords.of(id, among: Array(Set(known))),
            "Its rules are: \(stage.rules.map { "\($0.alarm) (\($0.kind.name))" }.joined(separator: ", "))."
        )
    }

    private static func error(_ text: String, _ near: [String], _ otherwise: String) -> any Error {
        let hint =
            near.isEmpty ? otherwise : "Did you mean \(near.map { "“\($0)”" }.joined(separator: " or "))?"
        Terminal.note("\(text) \(hint)")
        return ExitCode.negative
    }
}

extension ProfileBook {
    /// A profile as it is today.
    ///
    /// - Throws: the exit code, after a note.
    func knownProfile(_ id: String) throws -> Profile {
        guard let profile = profile(id) else { throw Unknown.profile(id, among: ids) }
        return profile
    }
}

extension Profile {
    /// - Throws: the exit code, after a note.
    func knownStage(_ id: String) throws -> Stage {
        guard let stage = stage(id) else { throw Unknown.stage(id, of: self) }
        return stage
    }
}

extension ProfileCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a whole profile: its chain, codes, elements, rules and formats.",
            discussion: """
                  qiongsu profile show ID                     in Chinese, the version of today
                  qiongsu profile show ID --language en       in English
                  qiongsu profile show ID --on 2020-01-01     as it was valid then
                """
        )

        @OptionGroup var choice: ProfileChoice

        func run() throws {
            Terminal.write(Array(try choice.teller().teller.document.text(.terminal).utf8))
        }
    }

    struct Doc: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the standard of a profile as a Markdown page.",
            discussion: """
                The same as /standards/ID of a server shows, for a file, a wiki or a printer.

                  qiongsu profile doc ID --language en --output standard.md
                """
        )

        @OptionGroup var choice: ProfileChoice
        @Option(name: .shortAndLong, help: "Write to this file rather than to standard output.")
        var output: String?

        func run() throws {
            let text = try choice.teller().teller.document.text(.markdown)
            guard let output else { return Terminal.write(Array(text.utf8)) }
            try Terminal.write(Array(text.utf8), toFile: output)
            Terminal.note("Wrote \(output).")
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Explain the rules of a profile: what is checked, within which limits, to what effect and why.",
            discussion: """
                  qiongsu profile explain ID                  every rule of every stage
                  qiongsu profile explain ID STAGE            the rules of one stage
                  qiongsu profile explain ID STAGE RULE       one rule, by its alarm (PL-05) or its kind (expiry)
                """
        )

        @OptionGroup var choice: ProfileChoice
        @Argument(help: "A stage of the profile.") var stage: String?
        @Argument(help: "A rule of the stage: an alarm such as PL-05, or a kind such as expiry.") var rule:
            String?

        func run() throws {
            let (teller, profile, words) = try choice.teller()
            var stages = profile.stages
            if let stage {
                stages = [try profile.knownStage(stage)]
            }
            for stage in stages {
                let rules = stage.rules.filter { rule == nil || $0.alarm == rule || $0.kind.name == rule }
                if let rule, rules.isEmpty { throw Unknown.rule(rule, of: stage) }
                guard !rules.isEmpty else { continue }
                Terminal.print("\(words.text(stage.name)) [\(stage.reference)]")
                for rule in rules {
                    let entry = teller.entry(rule, of: stage)
                    Terminal.print(
                        "  • \(entry.title) [\(entry.code)]  \(entry.details.joined(separator: " · "))"
                    )
                    for note in entry.notes { Terminal.print("      \(note)") }
                }
                Terminal.print("")
            }
        }
    }
}
