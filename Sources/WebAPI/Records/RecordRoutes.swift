// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Supervision
import TraceEvents
import TraceText

/// `/api/v1/records/{profile}/{stage}`: what people and simple systems send, as flat JSON.
struct RecordRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.get, "/api/v1/records/{}/{}", .anyone, schema),
            Route(.post, "/api/v1/records/{}/{}", .writer, take),
        ]
    }

    /// The JSON Schema of a stage's records, as they are today.
    private func schema(_ call: Call) async throws -> Response {
        let chain = try chain()
        let stage = try stage(call, chain)
        var writer = JSONWriter()
        chain.book.writeSchema(of: stage, to: &writer)
        return Response(
            status: .ok,
            headers: [.contentType: "application/schema+json"],
            body: ResponseBody(writer.bytes)
        )
    }

    /// Stores a record and answers with its event and the findings; one that must not happen is refused with 422.
    private func take(_ call: Call) async throws -> Response {
        let chain = try chain()
        let stage = try stage(call, chain)
        let (book, now) = (chain.book, context.now)
        do {
            let fields = try await call.withBody(context) { bytes in
                let document = try JSONDocument(
                    parsing: bytes,
                    limits: JSONLimits(length: context.settings.limits.body)
                )
                guard document.root.kind == .object else {
                    throw Problem.invalid("a record is a JSON object of element ids and values")
                }
                return try book.fields(of: document.root, profile: stage.profile, stage: stage.id, now: now)
            }
            let answer = try await chain.desk.take(
                fields,
                profile: stage.profile,
                stage: stage.id,
                caller: call.caller
            )
            return response(answer, chain.book)
        } catch let invalid as InvalidRecord {
            return refusal(invalid, stage, chain.book)
        }
    }

    private func response(_ answer: RecordDesk.Answer, _ book: ProfileBook) -> Response {
        var writer = JSONWriter()
        writer.object {
            $0.member("stored", answer.isStored)
            $0.key("findings")
            $0.array { writer in
                for finding in answer.findings { write(finding, book, to: &writer) }
            }
            if answer.isStored {
                $0.key("event")
                EPCISJSON.write(answer.event, identifiers: .asSent, includesContext: true, to: &$0)
            }
        }
        return Response(
            status: answer.isStored ? .created : .unprocessableContent,
            headers: [.contentType: "application/json"],
            body: ResponseBody(writer.bytes)
        )
    }

    private func write(_ finding: Finding, _ book: ProfileBook, to writer: inout JSONWriter) {
        writer.object {
            $0.member("alarm", finding.rule.alarm)
            $0.member("level", finding.rule.level.rawValue)
            $0.member("effect", finding.rule.effect.rawValue)
            $0.member("rule", finding.rule.kind.name)
            $0.member("field", finding.field)
            $0.member("value", finding.details.value)
            $0.member("expected", finding.details.expected)
            $0.key("message")
            $0.object {
                $0.member("zh", book.text(of: finding, .chinese))
                $0.member("en", book.text(of: finding, .english))
            }
            $0.key("basis")
            $0.object {
                $0.member("zh", finding.rule.basis.zh)
                $0.member("en", finding.rule.basis.en)
            }
        }
    }

    /// What is wrong with the fields, each told in both languages.
    private func refusal(_ invalid: InvalidRecord, _ stage: Stage, _ book: ProfileBook) -> Response {
        var writer = JSONWriter()
        writer.object {
            $0.member("stored", false)
            $0.key("faults")
            $0.array { writer in
                for fault in invalid.faults {
                    writer.object {
                        $0.member("field", fault.field)
                        $0.member("reason", fault.reason.rawValue)
                        $0.member("value", fault.value)
                        $0.member("expected", fault.expected)
                        $0.key("message")
                        $0.object {
                            $0.member("zh", book.text(of: fault, stage: stage, .chinese))
                            $0.member("en", book.text(of: fault, stage: stage, .english))
                        }
                    }
                }
            }
        }
        return Response(
            status: .badRequest,
            headers: [.contentType: "application/json"],
            body: ResponseBody(writer.bytes)
        )
    }

    private func chain() throws(Problem) -> ChainDesk {
        guard let chain = context.chain else { throw .noResource("this server has no chain profiles") }
        return chain
    }

    private func stage(_ call: Call, _ chain: ChainDesk) throws(Problem) -> Stage {
        let (profile, id) = (try call.parameter(0), try call.parameter(1))
        guard let stage = chain.book.stage("\(profile)/\(id)", at: context.now) else {
            throw .noResource("there is no stage \(profile)/\(id); /standards lists those that there are")
        }
        return stage
    }
}
