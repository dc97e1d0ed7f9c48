// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Crypto
import Foundation
import TraceText

/// Files that must be whole on the disk before anybody is told that they are there.
enum DurableFile {
    /// The SHA-256 of a file in hexadecimal, read part by part.
    static func sha256(of path: String) throws(ExitCode) -> String {
        try attempt(path, "cannot be read") {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            var hash = SHA256()
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
            return Hex.string(Array(hash.finalize()))
        }
    }

    static func size(of path: String) throws(ExitCode) -> Int {
        try attempt(path, "cannot be read") {
            try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        }
    }

    /// Waits until what is in a file, or which files are in a folder, is on the disk.
    static func sync(_ path: String) throws(ExitCode) {
        let descriptor = Glibc.open(path, O_RDONLY)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else { throw failure(path, "cannot be synced") }
    }

    static func syncFolder(of path: String) throws(ExitCode) { try sync(folder(of: path)) }

    static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    /// Makes a file that only its owner reads, with these bytes, whole or not at all.
    static func write(_ bytes: [UInt8], to path: String) throws(ExitCode) {
        let temporary = path + ".part"
        try create(temporary)
        try attempt(temporary, "cannot be written") {
            let file = try FileHandle(forWritingTo: URL(filePath: temporary))
            try file.write(contentsOf: Data(bytes))
            try file.close()
        }
        try sync(temporary)
        try move(temporary, to: path)
    }

    /// Makes an empty file that only its owner reads, in place of one that is left of an interrupted work.
    static func create(_ path: String) throws(ExitCode) {
        remove(path)
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw failure(path, "cannot be made") }
        close(descriptor)
    }

    /// Copies a file into a new one that only its owner reads.
    static func copy(_ source: String, to path: String) throws(ExitCode) {
        try create(path)
        try attempt(path, "cannot be written") {
            let reading = try FileHandle(forReadingFrom: URL(filePath: source))
            let writing = try FileHandle(forWritingTo: URL(filePath: path))
            while let part = try reading.read(upToCount: 1 << 20), !part.isEmpty {
                try writing.write(contentsOf: part)
            }
            try writing.close()
            try reading.close()
        }
    }

    /// Renames a file, in place of one that there may be.
    static func move(_ path: String, to other: String) throws(ExitCode) {
        guard rename(path, other) == 0 else { throw failure(other, "cannot be put in place") }
    }

    /// Gives a file a further name; false where that name is taken.
    static func link(_ path: String, to other: String) throws(ExitCode) -> Bool {
        if Glibc.link(path, other) == 0 { return true }
        guard errno == EEXIST else { throw failure(other, "cannot be made") }
        return false
    }

    static func remove(_ path: String) { unlink(path) }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func attempt<Value>(_ path: String, _ what: String, _ work: () throws -> Value)
        throws(ExitCode) -> Value
    {
        do { return try work() } catch {
            Terminal.note("\(path): \(what): \(error.localizedDescription)")
            throw .inputOutput
        }
    }

    private static func failure(_ path: String, _ what: String) -> ExitCode {
        Terminal.note("\(path): \(what): \(String(cString: strerror(errno)))")
        return .inputOutput
    }
}
