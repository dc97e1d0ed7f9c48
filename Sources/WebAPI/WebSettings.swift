// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes
package import TraceGraph

/// How the HTTP application is set up.
package struct WebSettings: Sendable {
    package var host: String
    /// 0 takes any free port.
    package var port: Int
    /// What a caller must show to write; nil lets everybody write, which only a loopback address may do.
    package var token: String?
    /// What stands before paths in absolute addresses, as `https://trace.example.cn`; nil takes it from requests.
    package var origin: String?
    /// For answers with EPC URNs.
    package var companyPrefixes: CompanyPrefixTable
    package var limits: WebLimits
    /// Limits of a trace asked for over the network.
    package var trace: TraceLimits

    package init(
        host: String = "127.0.0.1",
        port: Int = 8080,
        token: String? = nil,
        origin: String? = nil,
        companyPrefixes: CompanyPrefixTable = .empty,
        limits: WebLimits = WebLimits(),
        trace: TraceLimits = TraceLimits()
    ) {
        self.host = host
        self.port = port
        self.token = token
        self.origin = origin
        self.companyPrefixes = companyPrefixes
        self.limits = limits
        self.trace = trace
    }
}

/// What one request, and all together, may cost.
package struct WebLimits: Sendable {
    /// Bytes of one body.
    package var body: Int
    /// Bytes of all bodies that are being received or worked on; beyond it new ones are told to come back.
    package var bodies: Int
    /// Bytes of path and query.
    package var address: Int
    /// Query parameters of one address.
    package var queryItems: Int
    /// Events of one capture.
    package var events: Int
    /// Requests worked on at once; beyond it new ones are told to come back.
    package var requests: Int
    /// The default and the greatest size of a page.
    package var page: (standard: Int, greatest: Int) = (30, 1000)
    /// Seconds for which a connection may be silent, and within which a request's head must be whole.
    package var idleSeconds: Int
    /// How slowly a body may come: so many bytes a second of waiting for it, after some seconds' grace.
    package var pace: (grace: Int, rate: Int) = (10, 4096)

    package init(
        body: Int = 64 << 20,
        bodies: Int = 512 << 20,
        address: Int = 32 << 10,
        queryItems: Int = 200,
        events: Int = 200_000,
        requests: Int = 2000,
        idleSeconds: Int = 60
    ) {
        self.body = body
        self.bodies = bodies
        self.address = address
        self.queryItems = queryItems
        self.events = events
        self.requests = requests
        self.idleSeconds = idleSeconds
    }
}
