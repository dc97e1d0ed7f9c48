// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Spreadsheets

extension ProfileCommand {
    struct Template: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the table in which people record a stage.",
            discussion: """
                Headings are the ids of the fields and their names in Chinese and English; required ones have a star. \
                The workbook explains each field on its second sheet and offers lists. Fill it in, and send it with \
                `qiongsu record` or to /api/v1/records.
                """
        )

        @Argument(help: "The profile.") var profile: String
        @Argument(help: "The stage.") var stage: String
        @Option(help: "xlsx or csv.") var format = SheetFormat.xlsx
        @Option(help: "The file to write; - is standard output. [default: PROFILE-STAGE.FORMAT]")
        var output: String?
        @OptionGroup var folder: ProfileFolderOption

        func run() throws {
            let book = try folder.book()
            let stage = try book.knownProfile(profile).knownStage(stage)
            let bytes = try RecordTemplate(of: stage, book: book).file(format)
            let path = output ?? "\(profile)-\(stage.id).\(format.rawValue)"
            guard path != "-" else { return Terminal.write(bytes) }
            try Terminal.write(bytes, toFile: path)
            Terminal.print(path)
        }
    }
}

extension SheetFormat: ExpressibleByArgument {}
