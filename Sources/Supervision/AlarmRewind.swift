// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import SQLStore

/// Forgets the alarms of a database whose events were taken back to a time.
package enum AlarmRewind {
    /// Alarms are a function of the events: a server raises again those that stand, from the first event on.
    ///
    /// - Throws: ``SQLError``.
    package static func run(in connection: any SQLConnection) throws {
        guard try connection.hasTable("alarm") else { return }
        try AlarmStore(connection: connection).clear()
    }
}
