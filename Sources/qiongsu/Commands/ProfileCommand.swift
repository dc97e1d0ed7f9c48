// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Read and check chain profiles: the knowledge of each product category.",
        subcommands: [
            Check.self, List.self, Show.self, Explain.self, Doc.self, Template.self, Rehearse.self,
        ]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check profiles, and tell every mistake with file and line.",
            discussion: """
                Without a file, those that are part of the program. A file that is named is read beside them; with \
                --data, a folder with profiles/ and reference/ takes their place.
                """
        )

        @Argument(help: "Profiles to check.") var files: [String] = []
        @OptionGroup var folder: ProfileFolderOption

        func run() throws {
            let book = try folder.book(adding: files)
            let stages = book.current.reduce(0) { $0 + $1.stages.count }
            let rules = book.current.reduce(0) { $0 + $1.stages.reduce(0) { $0 + $1.rules.count } }
            Terminal.print("\(book.ids.count) profiles, \(stages) stages, \(rules) rules: no mistake")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the profiles.")

        @OptionGroup var folder: ProfileFolderOption

        func run() throws {
            for profile in try folder.book().current {
                Terminal.print(
                    "\(profile.id)\t\(profile.from)\t\(profile.stages.count)\t\(profile.name.zh)\t\(profile.name.en)"
                )
            }
        }
    }
}
