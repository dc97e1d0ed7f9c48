// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Logging
import ServiceLifecycle
import TraceLog

/// Brings what was captured into the log, several times a second and before the server ends.
struct SequencingService: Service {
    let log: EventLog
    let logger: Logger

    func run() async throws {
        let failure = "the log did not take in what was captured"
        await repeatUntilShutdown(every: .milliseconds(400), failure, logger) { [log] in
            try await log.catchUp()
        }
        do { try await log.catchUp() } catch is CancellationError {
            // Ended at once rather than in peace: the next start goes on from here.
        } catch {
            logger.error(
                "the log did not take in what was captured last; it will when it starts again: \(error)"
            )
        }
    }
}
