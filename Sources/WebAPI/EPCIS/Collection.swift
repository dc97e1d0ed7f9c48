// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceText

/// A list of names as EPCIS 2.0 REST writes it.
enum Collection {
    private static let contextAddress = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"

    /// - Parameter prepare: adds headers, such as the address of the next page.
    /// - Throws: a problem with status 406.
    static func response(
        _ members: [String],
        _ call: Call,
        _ prepare: (inout HTTPFields) -> Void = { _ in }
    ) throws(Problem) -> Response {
        let offers = ["application/json", "application/ld+json"]
        guard let type = MediaRange.best(of: offers, in: MediaRange.list(call.header(.accept))) else {
            throw .notAcceptable("collections are given as application/json and application/ld+json")
        }
        var headers = GS1Headers.with(contentType: type)
        prepare(&headers)
        var writer = JSONWriter()
        writer.object {
            $0.member("@context", contextAddress)
            $0.member("type", "Collection")
            $0.member("member", members)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(writer.bytes))
    }
}
