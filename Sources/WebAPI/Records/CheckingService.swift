// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Logging
import Registry
import ServiceLifecycle
import Supervision
import TraceLedger

/// Checks what was captured, twice a second, and takes in what other processes that share the database wrote, as they
/// do. Of those processes one checks; when it ends, another goes on.
struct CheckingService: Service {
    let chain: ChainDesk
    let logger: Logger

    func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask {
                await chain.registry.follow {
                    logger.error("the registry cannot be read and is tried again: \($0)")
                }
            }
            await repeatUntilShutdown(every: .milliseconds(500), "the chain checker failed", logger) {
                [chain] in
                try await chain.ledger.makeMonths()
                if try await chain.checker.leads() { try await chain.checker.catchUp() }
            }
            group.cancelAll()
        }
    }
}
