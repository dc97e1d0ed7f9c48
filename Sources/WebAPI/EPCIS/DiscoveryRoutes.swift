// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceLedger

/// The root of the interface, and page tokens.
struct DiscoveryRoutes {
    let context: WebContext

    private static let resources = [
        "events", "eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions", "capture",
        "queries",
    ]

    var routes: [Route] {
        [
            Route(.get, "/epcis", .anyone) { call in try Collection.response(Self.resources, call) },
            Route(.delete, "/epcis/nextPageToken/{}", .anyone, dropToken),
        ]
    }

    /// A token holds nothing here, so there is nothing to free.
    private func dropToken(_ call: Call) async throws -> Response {
        let text = try call.parameter(0)
        guard PageToken(text) != nil || ListToken(text) != nil else {
            throw Problem.noResource("there is no such page token")
        }
        return Response(status: .noContent, headers: GS1Headers.versions)
    }
}
