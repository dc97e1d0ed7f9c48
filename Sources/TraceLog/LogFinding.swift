// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Something that does not hold.
package struct LogFinding: Sendable, Equatable {
    package let kind: Kind
    /// One English sentence that names the event, leaf or tile.
    package let text: String

    /// The kinds of finding, in words for programs.
    package enum Kind: String, Sendable {
        /// A stored event is not what was logged.
        case eventChanged = "event-changed"
        /// A leaf's event is no longer stored.
        case eventRemoved = "event-removed"
        /// An event that was not logged stands among events that were.
        case eventAdded = "event-added"
        /// An event is what was logged, at another place in the order.
        case eventMoved = "event-moved"
        /// Something of an event is gone that may not be erased, or that no notice tells of.
        case erasureWrong = "erasure-wrong"
        /// The log's own entry or salt of an event was changed; the event was not.
        case entryChanged = "entry-changed"
        /// The stored hashes are not those of the entries.
        case tileChanged = "tile-changed"
        /// Part of the log is missing or cannot be read.
        case logDamaged = "log-damaged"
        /// The checkpoint that is served is not of this tree.
        case checkpointWrong = "checkpoint-wrong"
        /// A checkpoint bears no valid signature of the log's key.
        case signatureWrong = "signature-wrong"
        /// A checkpoint is of a log of another name.
        case otherLog = "other-log"
        /// The log has fewer leaves than an older checkpoint.
        case logShortened = "log-shortened"
        /// The log had another root when it had the leaves of an older checkpoint.
        case logForked = "log-forked"
    }
}
