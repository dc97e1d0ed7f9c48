// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Foundation
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
            let book = try folder.loaded()
            let stage = try book.requiredStage(profile, stage)
            let bytes = try RecordTemplate(of: stage, book: book).file(format)
            let path = output ?? "\(profile)-\(stage.id).\(format.rawValue)"
            guard path != "-" else { return Terminal.write(bytes) }
            do {
                try Data(bytes).write(to: URL(filePath: path))
            } catch {
                Terminal.note("\(path): cannot be written: \(error.localizedDescription)")
                throw ExitCode.inputOutput
            }
            Terminal.print(path)
        }
    }
}

extension SheetFormat: ExpressibleByArgument {}

extension ProfileBook {
    /// A stage as it is today.
    ///
    /// - Throws: the exit code of an answer that is no, after a note.
    func requiredStage(_ profile: String, _ stage: String) throws -> Stage {
        guard let found = self.profile(profile) else { throw Unknown.profile(profile, among: ids) }
        guard let stage = found.stage(stage) else { throw Unknown.stage(stage, of: found) }
        return stage
    }
}
