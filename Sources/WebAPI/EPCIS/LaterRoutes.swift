// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes

/// Resources of EPCIS 2.0 that this server does not have yet: named queries and subscriptions.
struct LaterRoutes {
    var routes: [Route] {
        let paths: [(String, [HTTPRequest.Method])] = [
            ("/epcis/queries", [.get, .post]), ("/epcis/queries/{}", [.get, .delete]),
            ("/epcis/queries/{}/events", [.get]), ("/epcis/queries/{}/subscriptions", [.get, .post]),
            ("/epcis/queries/{}/subscriptions/{}", [.get, .delete]),
        ]
        return paths.flatMap { path, methods in
            methods.map { method in
                Route(method, path, .anyone) { _ in
                    throw Problem(
                        .notImplemented,
                        .implementation,
                        "this server has no named queries and subscriptions yet; the same parameters work with GET /epcis/events"
                    )
                }
            }
        }
    }
}
