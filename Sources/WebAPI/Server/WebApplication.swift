// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
package import TraceLedger
package import TraceLog
import UnixSignals

/// The HTTP application: EPCIS at `/epcis`, the JSON API at `/api/v1`, Digital Links, pages, the log, health.
package struct WebApplication: Sendable {
    /// Answers single requests; what tests call.
    package let responder: WebResponder
    private let settings: WebSettings
    private let chain: ChainDesk?
    private let log: EventLog?
    private let logger: Logger

    /// - Parameters:
    ///   - pages: where browsers get pages; nil answers them with JSON.
    ///   - log: the transparency log; nil keeps none.
    ///   - book: the profiles that are published; those of the chain desk where they are not given.
    package init(
        _ ledger: Ledger,
        settings: WebSettings,
        pages: PageProvider?,
        chain: ChainDesk? = nil,
        log: EventLog? = nil,
        book: ProfileBook? = nil,
        logger: Logger
    ) {
        let context = WebContext(
            ledger: ledger,
            settings: settings,
            pages: pages,
            desk: chain,
            book: book ?? chain?.book,
            log: log,
            bodies: BodyAllowance(limit: settings.limits.bodies),
            metrics: RequestMetrics()
        )
        responder = WebResponder(context: context, logger: logger)
        self.settings = settings
        self.chain = chain
        self.log = log
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT; requests in flight are answered before it returns.
    ///
    /// - Parameter onReady: called with the port when connections are accepted.
    package func run(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(
                        service: service(onReady: onReady),
                        successTerminationBehavior: .gracefullyShutdownGroup
                    )
                ] + checking + sequencing,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
    }

    /// The checking of what is captured, beside the server.
    private var checking: [ServiceGroupConfiguration.ServiceConfiguration] {
        chain.map { [.init(service: CheckingService(chain: $0, logger: logger))] } ?? []
    }

    /// The log's growing, beside the server.
    private var sequencing: [ServiceGroupConfiguration.ServiceConfiguration] {
        log.map { [.init(service: SequencingService(log: $0, logger: logger))] } ?? []
    }

    /// The server as a service, for a group of one's own.
    func service(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) -> some Service {
        let pace = SenderPace(
            grace: .seconds(Int64(settings.limits.pace.grace)),
            rate: Int64(settings.limits.pace.rate)
        )
        return Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ContinueHandler(), SlowSenderHandler(pace)],
                    idleTimeout: .seconds(Int64(settings.limits.idleSeconds))
                )
            ),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port),
                serverName: "qiongsu",
                backlog: 1024
            ),
            onServerRunning: { await onReady($0.localAddress?.port ?? 0) },
            logger: logger
        )
    }
}
