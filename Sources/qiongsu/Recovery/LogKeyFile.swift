// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import MerkleLog

/// The file of a log's secret key, when another key takes its place.
enum LogKeyFile {
    /// Writes a key, and keeps the one that was there until now.
    ///
    /// - Parameter suffix: after the name of the file that is kept.
    static func replace(_ path: String, by key: SignerKey, keeping suffix: String) throws(ExitCode) {
        if DurableFile.exists(path) { _ = try DurableFile.link(path, to: path + suffix) }
        try DurableFile.write(Array((key.secretText + "\n").utf8), to: path)
        try DurableFile.syncFolder(of: path)
    }

    /// A key for the log that follows on one.
    ///
    /// - Parameter name: nil where it is called after the log until now, and the time.
    static func make(_ name: String?, after former: String, _ suite: HashSuite, at time: Int64) throws
        -> SignerKey
    {
        let next = name ?? LogContinuity.nextName(after: former, at: time)
        guard next != former else {
            throw ValidationError(
                "--log-name: the log until now is called \(former): the new one needs another name."
            )
        }
        do throws(LogError) { return try SignerKey(name: next, kind: .init(signing: suite)) } catch {
            throw ValidationError("--log-name: \(error.reason).")
        }
    }

    /// Tells what is to be done with a new key.
    static func tell(_ key: SignerKey, in path: String, keeping suffix: String) {
        Terminal.print("publish its key, and tell witnesses: \(key.verifier.text)")
        Terminal.print("its secret key: \(path)")
        if DurableFile.exists(path + suffix) { Terminal.print("that until now: \(path)\(suffix)") }
    }
}
