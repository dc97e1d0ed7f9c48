// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Logging
import ServiceLifecycle
import Supervision

/// Checks what was captured, twice a second and before the server ends.
struct CheckingService: Service {
    let checker: ChainChecker
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await checker.catchUp()
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("the chain checker failed and tries again: \(error)")
                }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}
