// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Logging
import ServiceLifecycle

/// Works again and again until the server is told to end; what fails is logged and tried again.
///
/// - Parameter failure: who failed at what, in the words of the log.
func repeatUntilShutdown(
    every pause: Duration,
    _ failure: String,
    _ logger: Logger,
    _ work: @Sendable @escaping () async throws -> Void
) async {
    await cancelWhenGracefulShutdown {
        while !Task.isCancelled {
            do {
                try await work()
            } catch is CancellationError {
                break
            } catch {
                logger.error("\(failure) and tries again: \(error)")
            }
            try? await Task.sleep(for: pause)
        }
    }
}
