// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import ChainProfiles
import Crypto
import Foundation

/// A file or folder that is named and cannot be read.
enum Unreadable {
    static func folder(_ path: String) -> any Error { error("The folder \(path) cannot be read.") }

    static func text(_ path: String) -> any Error {
        error("The file \(path) cannot be read as UTF-8 text.")
    }

    private static func error(_ text: String) -> any Error {
        Terminal.note(text)
        return ExitCode.inputOutput
    }
}

/// Where profiles come from.
struct ProfileFolderOption: ParsableArguments {
    @Option(
        name: .customLong("profiles"),
        help: ArgumentHelp(
            "A folder with further profiles (*.yaml) and reference data (reference/*.yaml), read beside those of the program.",
            valueName: "folder"
        )
    )
    var folder: String?

    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            "A folder with profiles/ and reference/, read in place of those of the program.",
            valueName: "folder"
        )
    )
    var data: String?

    /// The profiles.
    ///
    /// - Throws: the exit code after a note of every mistake in them; an exit with 74 where a file cannot be read.
    func book(adding files: [String] = []) throws -> ProfileBook {
        do {
            return try ProfileBook(reading: sources(adding: files))
        } catch let invalid as InvalidProfiles {
            throw ExitCode.negative(telling: invalid.faults)
        }
    }

    /// The texts of the profiles and reference data.
    ///
    /// - Throws: an exit with 74 where a file cannot be read.
    func sources(adding files: [String] = []) throws -> [ProfileBook.Source] {
        var sources: [ProfileBook.Source] = []
        if let data {
            sources += try Self.yaml(in: data + "/reference").map { try Self.source($0, isReference: true) }
            sources += try Self.yaml(in: data + "/profiles").map { try Self.source($0, isReference: false) }
        } else {
            sources = ProfileBook.embeddedSources
        }
        if let folder {
            sources += try Self.yaml(in: folder).map { try Self.source($0, isReference: false) }
            if FileManager.default.fileExists(atPath: folder + "/reference") {
                sources += try Self.yaml(in: folder + "/reference").map {
                    try Self.source($0, isReference: true)
                }
            }
        }
        sources += try files.map { try Self.source($0, isReference: false) }
        return sources
    }

    /// What an index that is made by these profiles depends on, and by this program.
    ///
    /// - Throws: an exit with 74 where a file cannot be read.
    func fingerprint() throws -> String {
        var hash = SHA256()
        hash.update(data: Data(programVersion.utf8))
        for source in try sources() { hash.update(data: Data(source.text.utf8)) }
        return Data(hash.finalize()).base64EncodedString()
    }

    private static func yaml(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
        } catch {
            throw Unreadable.folder(folder)
        }
    }

    private static func source(_ path: String, isReference: Bool) throws -> ProfileBook.Source {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Unreadable.text(path)
        }
        return ProfileBook.Source(name: path, text: text, isReference: isReference)
    }
}
