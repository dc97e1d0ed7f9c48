// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import MerkleLog
package import SQLStore

/// How far a log is.
package struct LogExtent: Sendable, Equatable {
    package let size: Int
    /// The newest checkpoint, a signed note.
    package let checkpoint: String

    /// What the checkpoint says; its signature is not looked at.
    package func latest() throws(LogError) -> Checkpoint { try Checkpoint(text: SignedNote(checkpoint).text) }

    /// Looks without changing anything; nil where the database holds no log.
    ///
    /// - Throws: ``SQLError``.
    package init?(in connection: any SQLConnection) throws {
        guard try connection.hasTable("log_head"),
            let head = try connection.row(
                "SELECT size, checkpoint FROM log_head WHERE id = 1",
                [],
                { (Int($0.integer(0)), $0.text(1)) }
            )
        else { return nil }
        (size, checkpoint) = head
    }
}
