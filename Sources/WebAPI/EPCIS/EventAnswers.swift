// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceEvents
import TraceLedger
import TraceText

/// Answers with events: query documents, paged.
struct EventAnswers: Sendable {
    let context: WebContext

    /// The events that fulfil the query of an address.
    ///
    /// - Parameter fixed: what the path asks besides.
    func list(_ call: Call, fixed: QueryArgument? = nil) async throws -> Response {
        let form = try AnswerForm(call, companyPrefixes: context.settings.companyPrefixes)
        let paging = try Paging(call, limits: context.settings.limits)
        let query = try EventQuery(
            try paging.arguments(),
            fixed: fixed.map { [$0] } ?? [],
            namespaces: try call.namespaces()
        )
        var requirement = PageRequirement(size: paging.size, now: context.now)
        if let text = paging.token {
            guard let token = PageToken(text) else {
                throw Problem.parameter(
                    "nextPageToken: is none of this server: follow the Link of the page before as it is"
                )
            }
            requirement.token = token
        }
        let (bytes, next) = try await context.ledger.read(as: call.caller.audience) { [requirement] reader in
            let page = try reader.page(of: query, requirement)
            return (self.body(page.events, form), page.next)
        }
        var response = response(bytes, form)
        if let next {
            paging.addNext(next.text, expires: next.expires, to: &response.headers, call, context.settings)
        }
        return response
    }

    /// A query document of events.
    func body(_ events: [StoredEvent], _ form: AnswerForm) -> [UInt8] {
        form.write(
            EPCISDocument(
                kind: .queryAnswer(queryName: "SimpleEventQuery", subscriptionID: nil),
                schemaVersion: form.version == .two ? "2.0" : "1.2",
                creationDate: Timestamp(milliseconds: context.now),
                events: events.map(\.event)
            )
        )
    }

    func response(_ body: [UInt8], _ form: AnswerForm) -> Response {
        var headers = GS1Headers.with(contentType: form.mediaType)
        if form.version == .oneTwo {
            headers[.epcisVersion] = "1.2"
            headers[.cbvVersion] = "1.2"
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(body))
    }
}
