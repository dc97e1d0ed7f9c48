// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Registry
import Spreadsheets
import Supervision
import TraceText

/// `/api/v1/records/{profile}/{stage}`: what people and simple systems send, as flat JSON or as a table.
struct RecordRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.get, "/api/v1/records/{}/{}", .anyone, schema),
            Route(.post, "/api/v1/records/{}/{}", .writer, take),
        ]
            + SheetFormat.allCases.map { format in
                Route(.get, "/api/v1/records/{}/{}/template.\(format.rawValue)", .anyone) {
                    try await template($0, format)
                }
            }
    }

    /// The JSON Schema of a stage's records, as they are today.
    private func schema(_ call: Call) async throws -> Response {
        let chain = try context.chain
        let stage = try stage(call, chain)
        return .json(type: "application/schema+json") { chain.book.writeSchema(of: stage, to: &$0) }
    }

    /// The table to fill in.
    private func template(_ call: Call, _ format: SheetFormat) async throws -> Response {
        let chain = try context.chain
        let stage = try stage(call, chain)
        let template = RecordTemplate(of: stage, book: chain.book)
        let bytes = try await context.offload { try template.file(format) }
        return file(bytes, format, "\(stage.profile)-\(stage.id)", .ok)
    }

    /// Stores records and tells of each what became of it.
    ///
    /// Of one JSON object: 201 stored, 422 refused because it must not happen, 400 not readable as a record. Of an
    /// array or a table: 201 every row is in, 200 some are, or all were there before, 422 none is, 400 the headings
    /// are not right.
    private func take(_ call: Call) async throws -> Response {
        let chain = try context.chain
        let stage = try stage(call, chain)
        let form = try form(call)
        let isWhole = try isWhole(call)
        let answer = try answer(call, form)
        return try await call.withBody(context) { bytes in
            let book = chain.book
            let upload = try await context.offload(size: bytes.count) {
                try RecordUpload(bytes, as: form, stage: stage, book: book)
            }
            let report = try await RecordReport.take(
                upload,
                at: chain.desk,
                issuer: TraceCodeIssuer(chain.registry),
                isWhole: isWhole,
                caller: call.caller
            )
            return try await response(report, answer, size: bytes.count)
        }
    }

    private func response(_ report: RecordReport, _ answer: SheetFormat?, size: Int) async throws -> Response
    {
        guard let answer else {
            let json = try await context.offload(size: size) { report.json }
            return .json(report.status, .unkept, bytes: json)
        }
        let copy = try await context.offload { try report.markedCopy(answer) }
        let stage = report.upload.stage
        return file(copy ?? [], answer, "\(stage.profile)-\(stage.id)-result", report.status)
    }

    private func file(_ bytes: [UInt8], _ format: SheetFormat, _ name: String, _ status: HTTPResponse.Status)
        -> Response
    {
        let type = format == .csv ? format.mediaType + "; charset=utf-8" : format.mediaType
        return Response(
            status: status,
            headers: [
                .contentType: type,
                .contentDisposition: "attachment; filename=\"\(name).\(format.rawValue)\"",
            ],
            body: ResponseBody(bytes)
        )
    }

    // MARK: What is asked for

    /// Tables are told apart by what is in them: browsers name their types in many ways.
    private func form(_ call: Call) throws(Problem) -> RecordUpload.Form {
        switch MediaRange.type(of: call.header(.contentType) ?? "application/json") {
        case "application/json": return .json
        case "text/csv", "text/tab-separated-values", "application/vnd.ms-excel", SheetFormat.xlsx.mediaType:
            return .table
        case let other:
            throw Problem(
                .unsupportedMediaType,
                .unsupportedMediaType,
                "records are sent as application/json, text/csv or \(SheetFormat.xlsx.mediaType), not \(other)"
            )
        }
    }

    /// The form of a marked copy, where one is asked for; nil is JSON.
    private func answer(_ call: Call, _ form: RecordUpload.Form) throws(Problem) -> SheetFormat? {
        let tables = form == .table ? [SheetFormat.xlsx, .csv] : []
        let offers = ["application/json"] + tables.map(\.mediaType)
        guard let type = MediaRange.best(of: offers, in: MediaRange.list(call.header(.accept))) else {
            throw .notAcceptable("the answer is given as \(offers.joined(separator: ", "))")
        }
        return tables.first { $0.mediaType == type }
    }

    private func isWhole(_ call: Call) throws(Problem) -> Bool {
        switch try call.item("whole") {
        case nil, "false": return false
        case "true": return true
        case let other?: throw .parameter("whole is true or false, not “\(other)”")
        }
    }

    private func stage(_ call: Call, _ chain: ChainDesk) throws(Problem) -> Stage {
        let (profile, id) = (try call.parameter(0), try call.parameter(1))
        guard let stage = chain.book.stage("\(profile)/\(id)", at: context.now) else {
            throw .noResource("there is no stage \(profile)/\(id); /standards lists those that there are")
        }
        return stage
    }
}

extension RecordReport {
    fileprivate var status: HTTPResponse.Status {
        if outcomes.isEmpty { return .badRequest }
        if upload.isSingle {
            switch outcomes[0] {
            case .failure: return .badRequest
            case .success(let answer): return answer.isStored ? .created : .unprocessableContent
            }
        }
        if isComplete { return count(.stored) > 0 ? .created : .ok }
        return count(.stored) + count(.repeated) > 0 ? .ok : .unprocessableContent
    }
}
