// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceEvents
import TraceLedger
import TraceText

/// `/epcis/events`.
struct EventRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.post, "/epcis/events", .writer, capture),
            Route(.get, "/epcis/events", .anyone) { [answers] in try await answers.list($0) },
            Route(.get, "/epcis/events/{}", .anyone, event),
        ]
    }

    private var answers: EventAnswers { EventAnswers(context: context) }

    /// Stores one event, and answers with it when it is on disk.
    private func capture(_ call: Call) async throws -> Response {
        let format = try call.bodyFormat()
        try EPCISVersion.checkMessage(call)
        let namespaces = try call.namespaces()
        let stored = try await call.withBody(context) { bytes in
            let event = try await event(bytes, format, namespaces)
            return try await context.ledger.capture(event, caller: call.caller)
        }
        var headers = GS1Headers.json
        headers[.location] = "/epcis/events/" + Address.encoded(stored.eventID ?? "")
        var writer = JSONWriter()
        EPCISJSON.write(stored, identifiers: .asSent, includesContext: true, to: &writer)
        return Response(status: .created, headers: headers, body: ResponseBody(writer.bytes))
    }

    /// A bare event, or in XML, which has none, a document with one event.
    private func event(
        _ bytes: [UInt8],
        _ format: BodyFormat,
        _ namespaces: [String: String]
    ) async throws -> Event {
        let length = context.settings.limits.body
        if format == .json {
            return try await context.offload(size: bytes.count) {
                try EPCISJSON.event(bytes, limits: JSONLimits(length: length), namespaces: namespaces)
            }
        }
        let events = try await context.document(bytes, .xml, namespaces).events
        guard let event = events.first, events.count == 1 else {
            throw Problem.invalid(
                "this resource takes one event, not \(events.count): send documents to /epcis/capture"
            )
        }
        return event
    }

    /// One event, and the declarations that it is wrong, which have the same ID.
    private func event(_ call: Call) async throws -> Response {
        let id = try call.parameter(0)
        let form = try AnswerForm(call, companyPrefixes: context.settings.companyPrefixes)
        let body = try await context.ledger.read(as: call.caller.audience) { [answers] reader in
            let events = try reader.events(withID: id)
            return events.isEmpty ? nil : answers.body(events, form)
        }
        guard let body else { throw Problem.noResource("there is no event with the ID “\(id)”") }
        return answers.response(body, form)
    }
}
