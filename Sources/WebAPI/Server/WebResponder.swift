// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
package import Hummingbird
import Logging
import TraceLedger

/// Answers a request: limits, route, access, handler; every error becomes a problem document.
package struct WebResponder: HTTPResponder {
    /// What the server hands over beside the request.
    package typealias Context = WebRequestContext

    /// The addresses that can be read, as patterns (``Route/pattern``), and whether anybody may.
    package let readable: [(pattern: String, byAnybody: Bool)]

    private let context: WebContext
    private let routes: RouteTable
    private let access: AccessCheck
    private let logger: Logger

    init(context: WebContext, logger: Logger) {
        self.context = context
        self.logger = logger
        access = AccessCheck(token: context.settings.token)
        let all =
            DiscoveryRoutes(context: context).routes + CaptureRoutes(context: context).routes
            + EventRoutes(context: context).routes + CollectionRoutes(context: context).routes
            + LaterRoutes().routes + TraceRoutes(context: context).routes
            + ResolverRoutes(context: context).routes + PageRoutes(context: context).routes
            + HealthRoutes(context: context).routes + RecordRoutes(context: context).routes
            + MarketRoutes(context: context).routes + StatusRoutes(context: context).routes
            + RegistryRoutes(context: context).routes + CodeRoutes(context: context).routes
            + AlarmRoutes(context: context).routes + TechnicalFileRoutes(context: context).routes
            + StandardRoutes(context: context).routes + LogRoutes(context: context).routes
        routes = RouteTable(all)
        readable = all.filter { $0.method == .get }.map { ($0.pattern, $0.access == .anyone) }
    }

    /// Answers a request; never throws, because every error is an answer.
    package func respond(to request: Request, context _: WebRequestContext) async throws -> Response {
        let started = ContinuousClock.now
        guard context.metrics.begin(atMost: context.settings.limits.requests) else {
            context.metrics.refuse()
            return refusal(Problem.overloaded, request.head)
        }
        var response = await answer(request)
        if request.method == .head { response = response.createHeadResponse() }
        CrossOrigin.decorate(&response, for: request.head)
        context.metrics.end(response.status.code, took: .now - started)
        return response
    }

    private func answer(_ request: Request) async -> Response {
        do {
            return try await route(request)
        } catch {
            let problem = Problem(error)
            if problem.status.code == 500 {
                logger.error(
                    "request failed",
                    metadata: ["error": "\(error)", "path": "\(request.head.path ?? "")"]
                )
            }
            return refusal(problem, request.head)
        }
    }

    /// A page for whoever looks at pages; the interfaces answer browsers too with a problem document.
    private func refusal(_ problem: Problem, _ head: HTTPRequest) -> Response {
        let (path, query) = Address.split(head.path ?? "/")
        guard let pages = context.pages, head.method == .get || head.method == .head,
            !Self.interfaces.contains(where: path.hasPrefix),
            MediaRange.names("text/html", in: MediaRange.list(head.headerFields[.accept]))
        else { return problem.response(to: head) }
        let request = PageRequest(path: path, language: PageLanguage(query: query))
        var response = pages.refusal(problem.status.code, request).response
        if let retryAfter = problem.retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        return response
    }

    private static let interfaces = ["/api/", "/epcis", "/log/", "/health/", "/metrics"]

    private func route(_ request: Request) async throws -> Response {
        let address = request.head.path ?? "/"
        guard address.utf8.count <= context.settings.limits.address else {
            throw Problem.addressTooLong(limit: context.settings.limits.address)
        }
        let (path, query) = Address.split(address)
        let method = request.method == .head ? .get : request.method
        switch routes.resolve(method, path) {
        case .found(let route, let parameters):
            let caller = try access.caller(of: request.head, for: route.access)
            return try await route.handler(
                Call(
                    head: request.head,
                    body: request.body,
                    path: path,
                    query: query,
                    parameters: parameters,
                    caller: caller
                )
            )
        case .options(let methods):
            return GS1Headers.options(allow: methods, for: request.head, limits: context.settings.limits)
        case .wrongMethod(let methods): throw Problem.wrongMethod(allowed: methods)
        case .missing: throw Problem.noResource("there is nothing at this address")
        }
    }
}
