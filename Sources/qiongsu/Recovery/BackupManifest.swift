// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import TraceEvents
import TraceLedger
import TraceLog
import TraceText

/// What a backup is, in a small file beside it: enough to choose it, and to prove what is restored from it.
struct BackupManifest: Codable, Equatable {
    static let currentFormat = 1
    /// How long a commit may take, in microseconds: an event's record time is taken at its beginning.
    private static let commitLimit: Int64 = 60_000_000

    let format: Int
    /// The version of the program that made it.
    let program: String
    /// When it was begun, in UTC.
    let madeAt: String
    /// The name of the copy beside this file.
    let file: String
    let bytes: Int
    /// Of the copy, in hexadecimal.
    let sha256: String
    let events: Int
    let lastEvent: LastEvent?
    /// Every event that was captured until then is in it, in UTC.
    let holdsUntil: String
    let log: Log?

    /// The event captured last.
    struct LastEvent: Codable, Equatable {
        let number: Int64
        /// Microseconds since 1970, as the ledger counts.
        let recordTime: Int64
        let recordedAt: String
    }

    /// The log as the copy has it.
    struct Log: Codable, Equatable {
        let size: Int
        /// The verifier key, where its file was found.
        let key: String?
        /// The signed note.
        let checkpoint: String
    }

    init(
        madeAt: Int64,
        file: String,
        bytes: Int,
        sha256: String,
        ledger: LedgerExtent,
        log: LogExtent?,
        key: String?
    ) {
        format = Self.currentFormat
        program = programVersion
        self.madeAt = Self.text(madeAt)
        (self.file, self.bytes, self.sha256) = (file, bytes, sha256)
        events = ledger.events
        lastEvent = ledger.last.map {
            LastEvent(
                number: $0.number.rawValue,
                recordTime: $0.recordTime,
                recordedAt: Self.text($0.recordTime)
            )
        }
        // Whoever began to commit before the copy may have ended after it, but not so much later.
        holdsUntil = Self.text(max(ledger.last?.recordTime ?? 0, madeAt - Self.commitLimit))
        self.log = log.map { Log(size: $0.size, key: key, checkpoint: $0.checkpoint) }
    }

    /// Microseconds since 1970 as UTC, rounded down to milliseconds.
    static func text(_ time: Int64) -> String { Timestamp(milliseconds: time / 1000).utc }

    /// ``holdsUntil``, in microseconds since 1970.
    var reach: Int64 { (Timestamp(holdsUntil)?.milliseconds ?? 0) * 1000 }

    var bytesOfFile: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(self)) + [0x0A]
        }
    }

    /// - Throws: the exit code, after a note.
    static func read(_ path: String) throws -> BackupManifest {
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            let manifest = try JSONDecoder().decode(BackupManifest.self, from: data)
            guard manifest.format <= currentFormat else {
                Terminal.note(
                    "\(path): this backup was made by qiongsu \(manifest.program), a newer version: restore it with that."
                )
                throw ExitCode.negative
            }
            return manifest
        } catch is DecodingError {
            Terminal.note("\(path): is no description of a backup, as `qiongsu backup` writes it.")
            throw ExitCode.negative
        } catch let error as CocoaError {
            Terminal.note("\(path): cannot be read: \(error.localizedDescription)")
            throw ExitCode.inputOutput
        }
    }
}
