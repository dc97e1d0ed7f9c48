// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// Takes a registry back to what it said at a time: for a copy of a database, never for one that serves.
package enum RegistryRewind {
    /// Drops what was recorded after a time, in microseconds since 1970.
    ///
    /// Codes stay issued and ranges allotted: what was issued may be printed on goods already, and must not be issued
    /// again. The position stays too, so that what is recorded next is later than everything that anybody has seen.
    ///
    /// - Returns: how many entries were dropped; 0 where there is no registry.
    /// - Throws: ``SQLError``.
    package static func run(to time: Int64, in connection: any SQLConnection) throws -> Int {
        guard try connection.hasTable("registry_position") else { return 0 }
        return try ["subject", "licence", "place", "product"].reduce(0) { count, kind in
            try count
                + connection.execute(
                    "DELETE FROM registry_\(kind) WHERE recorded_at > $1",
                    [.integer(time)]
                )
        }
    }
}
