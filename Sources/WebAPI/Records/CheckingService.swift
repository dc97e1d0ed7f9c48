// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Logging
import Registry
import ServiceLifecycle
import Supervision
import TraceLedger

/// Checks what was captured, twice a second and before the server ends, and takes in what other processes that share
/// the database wrote. Of those processes one checks; when it ends, another goes on.
struct CheckingService: Service {
    let chain: ChainDesk
    let logger: Logger

    func run() async throws {
        await repeatUntilShutdown(every: .milliseconds(500), "the chain checker failed", logger) { [chain] in
            if try await chain.checker.leads() {
                try await chain.checker.catchUp()
            } else {
                try await chain.registry.refresh()
            }
        }
    }
}
