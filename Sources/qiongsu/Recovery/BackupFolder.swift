// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import TraceText

/// A folder of backups: copies of databases, each with its description.
enum BackupFolder {
    /// A copy and what it is.
    struct Entry {
        let copy: String
        let manifest: BackupManifest
    }

    /// - Throws: the exit code, after a note.
    static func require(_ folder: String) throws(ExitCode) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
        else {
            Terminal.note("\(folder): there is no such folder. Make it, best on another disk.")
            throw .inputOutput
        }
    }

    /// A name that sorts by time: `qiongsu-20261126T113000.123Z.db`.
    static func newName(for database: String, at time: Int64, in folder: String) -> String {
        let stem = ((database as NSString).lastPathComponent as NSString).deletingPathExtension
        return (folder as NSString).appendingPathComponent("\(stem)-\(stamp(time)).db")
    }

    /// A time in a file's name, in UTC.
    static func stamp(_ time: Int64) -> String {
        BackupManifest.text(time).replacing("-", with: "").replacing(":", with: "")
    }

    static func description(of copy: String) -> String {
        (copy as NSString).deletingPathExtension + ".json"
    }

    /// The backups that a folder, a copy or its description names, the oldest first.
    ///
    /// - Throws: the exit code, after a note.
    static func entries(_ place: String) throws -> [Entry] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            Terminal.note("\(place): there is no such folder or file.")
            throw ExitCode.inputOutput
        }
        guard isFolder.boolValue else { return [try entry(description: description(of: place))] }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: place) } catch {
            throw Unreadable.folder(place)
        }
        // By the name of its description: a copy without one was interrupted.
        return try names.filter { $0.hasSuffix("Z.json") }.map {
            try entry(description: (place as NSString).appendingPathComponent($0))
        }.sorted { ($0.manifest.madeAt, $0.copy) < ($1.manifest.madeAt, $1.copy) }
    }

    private static func entry(description: String) throws -> Entry {
        guard DurableFile.exists(description) else {
            Terminal.note(
                "\(description): is missing: `qiongsu backup` writes it beside the copy, and without it nothing can be proved."
            )
            throw ExitCode.inputOutput
        }
        let manifest = try BackupManifest.read(description)
        // A name from a file must not lead elsewhere.
        guard !manifest.file.contains("/") else {
            Terminal.note("\(description): names a file in another folder.")
            throw ExitCode.negative
        }
        let folder = DurableFile.folder(of: description)
        return Entry(copy: (folder as NSString).appendingPathComponent(manifest.file), manifest: manifest)
    }
}
