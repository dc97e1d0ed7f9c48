// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import MerkleLog
import TraceLog

/// Whether a restored log goes on under its key, or must begin anew.
///
/// A log that has lost leaves which others have seen, and that goes on, gives other leaves their numbers and signs two
/// histories: whoever kept a checkpoint, and every witness, calls that a fork, and is right.
enum LogContinuity: Equatable {
    case goesOn
    /// So many leaves were published, so many are left.
    case lost(published: Int)
    /// Nobody knows what was published since.
    case unknown

    /// - Parameters:
    ///   - checkpoint: the newest of the database that is restored from.
    ///   - left: the leaves that are left of it.
    ///   - inPlace: the database that is replaced.
    ///   - seen: other checkpoints that were seen of the log.
    ///   - isVouchedFor: whether somebody says that nobody saw more.
    init(
        _ checkpoint: Checkpoint,
        left: Int,
        _ inPlace: DatabaseInPlace,
        seen: [Checkpoint],
        isVouchedFor: Bool
    ) {
        var published = [checkpoint] + seen
        var isKnown = isVouchedFor
        if case .ledger(let log?) = inPlace, let other = try? log.latest(),
            other.origin == checkpoint.origin
        {
            published.append(other)
            isKnown = true
        }
        let most = published.filter { $0.origin == checkpoint.origin }.map(\.size).max() ?? left
        self = most > left ? .lost(published: most) : isKnown ? .goesOn : .unknown
    }

    /// The name of the log that follows on one: after the time, as a restored log may be restored again.
    static func nextName(after name: String, at time: Int64) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isDated =
            parts.last.map { $0.count == 20 && $0.last == "Z" && $0.dropFirst(8).first == "T" } ?? false
        let stem = isDated ? parts.dropLast() : parts[...]
        return (stem + [BackupFolder.stamp(time)[...]]).joined(separator: "/")
    }
}
