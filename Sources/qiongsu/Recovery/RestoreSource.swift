// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation

/// From what a database is restored.
enum RestoreSource {
    case backup(BackupFolder.Entry)
    /// The database that is in place, taken back; with the newest backup, whose checkpoint it must hold.
    case inPlace(BackupFolder.Entry?)

    /// The newest backup; or for a time the oldest that holds everything until then, else the database in place.
    ///
    /// - Throws: the exit code, after a note.
    init(_ place: String, until time: Int64?, _ inPlace: DatabaseInPlace) throws {
        let entries = try BackupFolder.entries(place)
        let stems = Set(entries.map { Self.stem($0.manifest.file) })
        guard stems.count <= 1 else {
            Terminal.note(
                "\(place): holds backups of several databases (\(stems.sorted().joined(separator: ", "))): name the file of one."
            )
            throw ExitCode.validationFailure
        }
        guard let time else {
            guard let newest = entries.last else {
                Terminal.note("\(place): there is no backup in this folder, as `qiongsu backup` makes it.")
                throw ExitCode.inputOutput
            }
            self = .backup(newest)
            return
        }
        if let entry = entries.first(where: { $0.manifest.reach >= time }) {
            self = .backup(entry)
        } else if case .ledger = inPlace {
            self = .inPlace(entries.last)
        } else {
            let until = entries.last.map {
                "the newest holds what was captured until \($0.manifest.holdsUntil)"
            }
            Terminal.note(
                "No backup in \(place) holds everything until \(BackupManifest.text(time)), \(until ?? "there is none"), and no database is in place that could be read. Without --until the newest is restored."
            )
            throw ExitCode.negative
        }
    }

    var manifest: BackupManifest? {
        switch self {
        case .backup(let entry): entry.manifest
        case .inPlace(let entry): entry?.manifest
        }
    }

    /// Copies it, and checks that the copy is what was backed up.
    ///
    /// - Throws: the exit code, after a note.
    func copy(to path: String, from database: String) throws(ExitCode) {
        switch self {
        case .inPlace: try DurableFile.copy(database, to: path)
        case .backup(let entry):
            guard DurableFile.exists(entry.copy) else {
                Terminal.note("\(entry.copy): is missing; its description is there.")
                throw .inputOutput
            }
            try DurableFile.copy(entry.copy, to: path)
            let sha256 = try DurableFile.sha256(of: path)
            guard sha256 == entry.manifest.sha256 else {
                Terminal.note(
                    "\(entry.copy): was changed or damaged since it was made: its SHA-256 is \(sha256), its description says \(entry.manifest.sha256). Take another backup."
                )
                throw .negative
            }
        }
    }

    private static func stem(_ file: String) -> String {
        file.split(separator: "-").dropLast().joined(separator: "-")
    }
}

extension RestoreSource: CustomStringConvertible {
    var description: String {
        switch self {
        case .backup(let entry): entry.copy
        case .inPlace: "the database in place"
        }
    }
}
