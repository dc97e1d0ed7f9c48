// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Market
import Registry
import TraceCodes
import TraceEvents
import TraceText

/// What markets ask: `/api/v1/market-access/…`, `/api/v1/settlements`, `/api/v1/certificates/…`.
struct MarketRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.post, "/api/v1/market-access/check", .writer, check),
            Route(.get, "/api/v1/market-access/block-list", .writer, blockList),
            Route(.post, "/api/v1/settlements", .writer, settle),
            Route(.get, "/api/v1/settlements/{}", .writer, settlement),
            Route(.get, "/api/v1/certificates/{}/{}", .writer, certificate),
        ]
    }

    /// `{"codes": […], "place": …, "time": …, "subject": …}`; time and subject may be left out.
    private func check(_ call: Call) async throws -> Response {
        let market = try context.chain.market
        let question = try await call.withBody(context) { bytes in
            try gateRequest(JSONDocument(parsing: bytes, limits: limits).root)
        }
        let answers = try await market.check(question)
        return .json(.ok, .unkept) { writer in
            writer.object {
                $0.member("decision", (answers.map(\.decision).max() ?? .admit).rawValue)
                $0.member("place", question.place)
                $0.member("time", Timestamp(milliseconds: question.time).text)
                $0.objects("codes", answers) { answer, writer in write(answer, to: &writer) }
            }
        }
    }

    private func gateRequest(_ root: JSONValue) throws -> GateRequest {
        let known: Set<String> = ["codes", "place", "time", "subject"]
        for member in root.members where !known.contains(member.key.string ?? "") {
            throw Problem.invalid(
                "“\(member.key.string ?? "")”: a question has codes, place, time and subject"
            )
        }
        let codes = root["codes"].map { $0.string.map { [$0] } ?? $0.elements.map(\.string) } ?? []
        guard (1...GateRequest.limit).contains(codes.count),
            codes.allSatisfy({ $0.map { $0.utf8.count <= 512 } ?? false })
        else { throw Problem.invalid("codes: 1 to \(GateRequest.limit) codes, of 512 bytes at most each") }
        guard let place = root["place"]?.string else {
            throw Problem.invalid("place: the code of the market is missing")
        }
        let subject = root["subject"]
        guard subject == nil || subject?.string != nil else {
            throw Problem.invalid("subject: must be a code")
        }
        var time = context.now
        if let value = root["time"] {
            guard let read = value.string.flatMap({ Timestamp($0) }) else {
                throw Problem.invalid("time: must be like 2026-03-01T08:30:00+08:00")
            }
            time = read.milliseconds
        }
        return GateRequest(
            codes: codes.compactMap(\.self),
            place: try CodeReader.read(place).canonical,
            subject: try subject?.string.map { try CodeReader.read($0).canonical },
            time: time
        )
    }

    private func write(_ answer: GateAnswer, to writer: inout JSONWriter) {
        writer.member("code", answer.code)
        writer.member("canonical", answer.canonical)
        writer.member("profile", answer.profile)
        writer.member("decision", answer.decision.rawValue)
        writer.reasons(answer.reasons)
    }

    /// Everything that must not come in, for a gate without network; the entity tag says when it has changed.
    private func blockList(_ call: Call) async throws -> Response {
        let list = try await context.chain.market.blockList()
        var response = Response.json { writer in
            writer.object {
                $0.member("madeAt", Timestamp(milliseconds: list.madeAt).text)
                $0.member("isCut", list.isCut)
                $0.objects("entries", list.entries) { entry, writer in
                    writer.member("code", entry.code)
                    writer.member("alarm", entry.alarm)
                    writer.member("source", entry.source)
                    writer.member("message", entry.reason)
                }
            }
        }
        let tag = "W/\"\(list.digest)\""
        if call.header(.ifNoneMatch) == tag { response = Response(status: .notModified) }
        response.headers[.eTag] = tag
        return response
    }

    /// `{"place": …, "time": …, "from": seller, "to": buyer, "lines": [{"units": "CODE 12.5", "price": 8.6}, …]}`.
    private func settle(_ call: Call) async throws -> Response {
        let (chain, market) = (try context.chain, try context.chain.market)
        let (common, lines) = try await call.withBody(context) { bytes in
            let root = try JSONDocument(parsing: bytes, limits: limits).root
            guard case .object(var members)? = FieldValue(root), case .list(let items)? = members["lines"]
            else {
                throw Problem.invalid("a settlement has place, time, from, to and lines")
            }
            members["lines"] = nil
            return (
                members,
                try items.map { item -> [String: FieldValue] in
                    guard case .object(let line) = item else {
                        throw Problem.invalid("lines: each is an object with units and price")
                    }
                    return line
                }
            )
        }
        do throws(any Error) {
            let settlement = try await market.settle(common, lines: lines, caller: call.caller)
            return try answer(settlement, call, status: .created, chain)
        } catch let error as SettlementError {
            return try refusal(error, chain.book)
        }
    }

    private func settlement(_ call: Call) async throws -> Response {
        let number = try call.parameter(0)
        guard let settlement = try await context.chain.market.settlement(number) else {
            throw Problem.noResource("there is no settlement \(number)")
        }
        return try answer(settlement, call, status: .ok, context.chain)
    }

    /// As JSON, or as the receipt that a market prints.
    private func answer(
        _ settlement: Settlement,
        _ call: Call,
        status: HTTPResponse.Status,
        _ chain: ChainDesk
    ) throws -> Response {
        let offers = ["application/json", "text/plain"]
        let type = MediaRange.best(of: offers, in: MediaRange.list(call.header(.accept)))
        guard type == "text/plain" else {
            return .json(status, .unkept) { settlement.write(to: &$0) }
        }
        let english = call.header(.acceptLanguage)?.lowercased().hasPrefix("en") ?? false
        let text = settlement.receipt(english ? .english : .chinese) { id in
            chain.registry.name(of: id, at: settlement.time)
        }
        return Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(Array(text.utf8))
        )
    }

    private func refusal(_ error: SettlementError, _ book: ProfileBook) throws -> Response {
        switch error {
        case .noLines: throw Problem.invalid("lines: a settlement has one at least")
        case .tooManyLines(let limit): throw Problem.invalid("lines: a settlement has \(limit) at most")
        case .noSale(let line, let code):
            throw Problem.invalid(
                "lines[\(line)].units: no sale at a market is known for “\(code)”: its records belong to no such chain"
            )
        case .sameLine(let line, let first):
            throw Problem.invalid(
                "lines[\(line)]: it says the same as lines[\(first)]; write one line with both amounts"
            )
        case .invalid(let line, let stage, let invalid):
            return .json(.badRequest, .unkept) { writer in
                writer.object {
                    $0.member("stored", false)
                    $0.member("line", line)
                    $0.objects("faults", invalid.faults) { $1.fault($0, of: stage, book) }
                }
            }
        case .refused(let line, let findings):
            return .json(.unprocessableContent, .unkept) { writer in
                writer.object {
                    $0.member("stored", false)
                    $0.member("line", line)
                    $0.objects("findings", findings) { $1.finding($0, book) }
                }
            }
        }
    }

    /// How much a certificate still covers.
    private func certificate(_ call: Call) async throws -> Response {
        let (type, number) = (try call.parameter(0), try call.parameter(1))
        guard let certificate = try await context.chain.market.certificate(type, number: number) else {
            throw Problem.noResource("no record names a certificate \(type) \(number)")
        }
        return .json(.ok, .unkept) { certificate.write(to: &$0) }
    }

    private var limits: JSONLimits { JSONLimits(length: context.settings.limits.body) }
}
