// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceEvents
import TraceLedger
import TraceText

/// `/epcis/capture` and its jobs, and `/epcis/validate`.
struct CaptureRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.post, "/epcis/capture", .writer, capture), Route(.get, "/epcis/capture", .writer, jobs),
            Route(.get, "/epcis/capture/{}", .writer, job),
            Route(.post, "/epcis/validate", .writer, validate),
        ]
    }

    /// Stores a document; the answer comes when everything accepted is on disk.
    private func capture(_ call: Call) async throws -> Response {
        let format = try call.bodyFormat()
        try EPCISVersion.checkMessage(call)
        let behaviour = try call.errorBehaviour()
        let namespaces = try call.namespaces()
        let job = try await call.withBody(context) { bytes in
            let document = try await context.document(bytes, format, namespaces)
            let limit = context.settings.limits.events
            guard document.events.count <= limit else {
                throw Problem.tooLarge(context.settings.limits, "a capture has \(limit) events at most")
            }
            return try await context.ledger.capture(
                CaptureRequest(document, behaviour: behaviour, caller: call.caller)
            )
        }
        var headers = GS1Headers.versions
        headers[.location] = "/epcis/capture/" + job.id
        headers[.errorBehaviour] = behaviour.rawValue
        return Response(status: .accepted, headers: headers)
    }

    private func job(_ call: Call) async throws -> Response {
        let id = try call.parameter(0)
        let isXML = try Self.wantsXML(call)
        guard let job = try await context.ledger.read(as: call.caller.audience, { try $0.captureJob(id) })
        else {
            throw Problem.noResource("there is no capture job “\(id)”")
        }
        let headers = GS1Headers.with(contentType: isXML ? "application/xml" : "application/json")
        return Response(status: .ok, headers: headers, body: ResponseBody(isXML ? job.xml : job.json))
    }

    private func jobs(_ call: Call) async throws -> Response {
        let paging = try Paging(call, limits: context.settings.limits)
        try paging.refuseOthers()
        let before = try ListToken.position(paging.token, list: "capture", now: context.now)
        let jobs = try await context.ledger.read(as: call.caller.audience) {
            try $0.captureJobs(before: before, limit: paging.size + 1)
        }
        var headers = GS1Headers.json
        if jobs.count > paging.size {
            let next = ListToken(list: "capture", after: jobs[paging.size - 1].id, now: context.now)
            paging.addNext(next.text, expires: next.expires, to: &headers, call, context.settings)
        }
        var writer = JSONWriter()
        writer.array { writer in for job in jobs.prefix(paging.size) { job.write(to: &writer) } }
        return Response(status: .ok, headers: headers, body: ResponseBody(writer.bytes))
    }

    /// Reports everything that is wrong with a document or a bare event, and stores nothing.
    private func validate(_ call: Call) async throws -> Response {
        let format = try call.bodyFormat()
        let report = try await call.withBody(context) { bytes in
            try await context.offload(size: bytes.count) {
                switch format {
                case .json: EPCISJSON.check(bytes, limits: JSONLimits(length: context.settings.limits.body))
                case .xml: EPCISXML.check(bytes, limits: XMLLimits(length: context.settings.limits.body))
                }
            }
        }
        var writer = JSONWriter()
        writer.object {
            $0.member("valid", report.isValid)
            for (name, faults) in [("errors", report.faults), ("notes", report.notes)] {
                $0.key(name)
                $0.array { writer in for fault in faults { Problem.Fault(fault).write(to: &writer) } }
            }
        }
        return Response(status: .ok, headers: GS1Headers.json, body: ResponseBody(writer.bytes))
    }

    private static func wantsXML(_ call: Call) throws(Problem) -> Bool {
        let offers = ["application/json", "application/ld+json", "application/xml", "text/xml"]
        guard let type = MediaRange.best(of: offers, in: MediaRange.list(call.header(.accept))) else {
            throw .notAcceptable("a capture job is given as JSON or XML")
        }
        return type.hasSuffix("xml")
    }
}

extension WebContext {
    /// Decodes a body, on a thread of its own where it is long.
    func document(_ bytes: [UInt8], _ format: BodyFormat, _ namespaces: [String: String]) async throws
        -> EPCISDocument
    {
        let length = settings.limits.body
        return try await offload(size: bytes.count) {
            switch format {
            case .json:
                try EPCISJSON.document(bytes, limits: JSONLimits(length: length), namespaces: namespaces)
            case .xml: try EPCISXML.document(bytes, limits: XMLLimits(length: length))
            }
        }
    }
}
