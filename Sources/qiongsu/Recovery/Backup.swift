// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import MerkleLog
import SQLStore
import TraceEvents
import TraceLedger
import TraceLog

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database into a folder while servers use it, with what proves the copy.",
        discussion: """
            Makes two files that only their owner reads, named by the time: the copy (….db), and beside it what it is \
            (….json): how many events, the last of them, the log's size and signed checkpoint, the SHA-256 of the copy. \
            Both are on the disk when the command ends; a copy without its description was interrupted.

              qiongsu backup /mnt/backups
              qiongsu restore /mnt/backups

            The log's key is not copied: keep it apart. Copies are never deleted. A PostgreSQL database is backed up \
            by its own tools, which the command names.

            Exits with 0 when the backup is made, 74 when something cannot be read or written.
            """
    )

    @Argument(help: "The folder for the backup, best on another disk.") var folder: String
    @OptionGroup var logKey: LogKeyOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let place = try database.place()
        guard case .file(let path) = place else { throw Self.refusal(place) }
        try BackupFolder.require(folder)
        guard DurableFile.exists(path) else { throw place.nothing }
        do {
            let database = try SQLiteDatabase(path: path, readers: 1)
            defer { try? database.close() }
            try await copy(database, of: path)
        } catch let error as SQLError {
            Terminal.note("Cannot copy the database \(path) to \(folder): \(error)")
            throw ExitCode.inputOutput
        }
    }

    private func copy(_ database: SQLiteDatabase, of path: String) async throws {
        let madeAt = DatabaseOption.clock()
        let copy = BackupFolder.newName(for: path, at: madeAt, in: folder)
        let temporary = copy + ".part"
        try DurableFile.create(temporary)
        defer { DurableFile.remove(temporary) }
        let bar = ProgressBar("copying")
        let extent = try await database.copy(to: temporary) {
            bar.show($0, of: $1)
        } _: { connection in
            (ledger: try LedgerExtent(in: connection), log: try LogExtent(in: connection))
        }
        bar.finish()
        guard let ledger = extent.ledger else {
            Terminal.note("\(path): holds no events, and is no database of qiongsu.")
            throw ExitCode.negative
        }
        try DurableFile.sync(temporary)
        let manifest = BackupManifest(
            madeAt: madeAt,
            file: (copy as NSString).lastPathComponent,
            bytes: try DurableFile.size(of: temporary),
            sha256: try DurableFile.sha256(of: temporary),
            ledger: ledger,
            log: extent.log,
            key: try logKey.existing(beside: .file(path))?.verifier.text
        )
        try DurableFile.move(temporary, to: copy)
        try DurableFile.write(manifest.bytesOfFile, to: BackupFolder.description(of: copy))
        try DurableFile.syncFolder(of: copy)
        Self.tell(manifest, copy)
    }

    private static func tell(_ manifest: BackupManifest, _ copy: String) {
        let log = manifest.log.map { ", its log has \($0.size) leaves" } ?? ", without a log"
        Terminal.print("\(copy)")
        Terminal.print("\(manifest.events) events, captured until \(manifest.holdsUntil)\(log)")
    }

    /// Its own tools do it better: they copy the server while it works, and its log for any moment since.
    private static func refusal(_ place: DatabasePlace) -> ExitCode {
        Terminal.note(
            """
            \(place) is a PostgreSQL database, which its own tools back up, for any moment in between:
              pg_basebackup --pgdata=BASE --checkpoint=fast     the copy, once a day, with the address in PGHOST, PGUSER
              archive_mode = on, archive_command = '…'          in postgresql.conf: what happens since
              curl https://…/log/checkpoint > CHECKPOINT        what proves it: kept elsewhere
            Documentation/Operations.md has the whole of it, and the way back.
            """
        )
        return .validationFailure
    }
}
