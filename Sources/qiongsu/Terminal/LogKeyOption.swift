// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import MerkleLog

/// Where the secret key of the log is: outside the database, so that whoever can change the one cannot sign for it.
struct LogKeyOption: ParsableArguments {
    @Option(
        help:
            "The file of the log's secret key; made at the first start. [default: FILE.log-key beside a database's file, else qiongsu.log-key]"
    )
    var logKey: String?

    /// Where the key is, or would be made.
    func path(beside database: DatabasePlace) -> String {
        if let logKey { return logKey }
        return if case .file(let path) = database { path + ".log-key" } else { "qiongsu.log-key" }
    }

    /// The key, made where there is none.
    ///
    /// - Parameter suite: how a log that is made hashes; nil where nobody asked for one.
    /// - Throws: the exit code, after a note.
    func open(beside database: DatabasePlace, name: String, isNameGiven: Bool, suite: HashSuite?) throws
        -> SignerKey
    {
        let path = path(beside: database)
        guard let key = try read(path) else { return try make(path, name, suite ?? .sha256) }
        if let suite, let own = key.verifier.kind.suite, suite != own {
            throw ValidationError(
                "--log-suite: the log is of the suite \(own.rawValue), as its key in \(path) says, and keeps its suite."
            )
        }
        guard !isNameGiven || key.verifier.name == name else {
            throw ValidationError(
                "--log-name: the log is called \(key.verifier.name), as its key in \(path) says, and keeps its name."
            )
        }
        return key
    }

    /// The key, where there is one.
    ///
    /// - Throws: the exit code, after a note.
    func existing(beside database: DatabasePlace) throws -> SignerKey? { try read(path(beside: database)) }

    private func read(_ path: String) throws -> SignerKey? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let key = try SignerKey(text: text.trimmingCharacters(in: .whitespacesAndNewlines))
            guard key.verifier.kind.suite != nil else {
                throw LogError(.key, "it is a witness's key, which signs no checkpoints")
            }
            return key
        } catch {
            let reason = (error as? LogError)?.reason ?? error.localizedDescription
            Terminal.note("The log's key in \(path) cannot be read: \(reason)")
            throw ExitCode.inputOutput
        }
    }

    private func make(_ path: String, _ name: String, _ suite: HashSuite) throws -> SignerKey {
        let key: SignerKey
        do { key = try SignerKey(name: name, kind: .init(signing: suite)) } catch {
            throw ValidationError("The log's key cannot be made: \(error.reason).")
        }
        // Nobody else may read it, not for a moment; and of two servers that start at once one must not lose its key.
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            Terminal.note("The log's key cannot be written to \(path): \(String(cString: strerror(errno)))")
            throw ExitCode.inputOutput
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data((key.secretText + "\n").utf8))
        try file.synchronize()
        try DurableFile.syncFolder(of: path)
        Terminal.note(
            "Made the log's key \(path). Keep a copy apart from the database; publish \(key.verifier.text)"
        )
        return key
    }
}

extension HashSuite: ExpressibleByArgument {}
