// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceCodes
import TraceLedger
import TraceText

/// `/`, `/search` and `/assets`.
struct PageRoutes {
    let context: WebContext

    var routes: [Route] {
        guard let pages = context.pages else { return [] }
        return [
            Route(.get, "/", .anyone) { try await pages.home(Self.request($0)).response },
            Route(.get, "/search", .anyone) { try await search($0, pages) },
            Route(.get, "/assets/{}", .anyone) { try await asset($0, pages) },
        ]
    }

    static func request(_ call: Call, typed: String = "") throws(Problem) -> PageRequest {
        PageRequest(
            path: call.path,
            typed: typed,
            language: PageLanguage(query: call.query)
        )
    }

    /// A text that is a code leads to the code's own address.
    private func search(_ call: Call, _ pages: PageProvider) async throws -> Response {
        let typed = try call.item("q", plusIsSpace: true) ?? ""
        let request = try Self.request(call, typed: typed)
        if typed.trimmed.isEmpty { return try await pages.search(request).response }
        let fault: CodeError
        do throws(CodeError) {
            let code = try CodeReader.read(typed, companyPrefixes: context.settings.companyPrefixes)
            return Self.redirect(to: code, request)
        } catch {
            fault = error
        }
        if let code = try await recorded(typed) { return Self.redirect(to: code, request) }
        if fault.code == .unrecognised { return try await pages.search(request).response }
        return try await pages.malformed(fault, typed, request).response
    }

    private static func redirect(to code: TraceCode, _ request: PageRequest) -> Response {
        let language = request.language == .chinese ? "" : "?lang=\(request.language.rawValue)"
        return Response(
            status: .seeOther,
            headers: [.location: code.path + language, .contentLength: "0", .cacheControl: "no-store"]
        )
    }

    /// A unit whose code tells by itself not of which scheme it is, such as that of a lift: it is taken for one where a
    /// record names it.
    private func recorded(_ typed: String) async throws -> TraceCode? {
        let readings = CodeReader.unitReadings(of: typed)
        guard !readings.isEmpty else { return nil }
        return try await context.ledger.read(as: .public) { reader in
            try readings.first { try reader.names($0.canonical, roles: .unit) }
        }
    }

    private func asset(_ call: Call, _ pages: PageProvider) async throws -> Response {
        let name = try call.parameter(0)
        guard let asset = try await pages.asset(name) else {
            throw Problem.noResource("there is no file “\(name)”")
        }
        let tag = "\"\(asset.version)\""
        let caching =
            try call.item("v") == asset.version
            ? "public, max-age=31536000, immutable" : "public, max-age=300"
        var headers: HTTPFields = [
            .contentType: asset.contentType, .cacheControl: caching, .eTag: tag,
            .contentTypeOptions: "nosniff",
        ]
        if call.header(.ifNoneMatch) == tag {
            headers[.contentLength] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(asset.bytes))
    }
}

extension Page {
    var response: Response {
        let caching = cacheSeconds > 0 ? "public, max-age=\(cacheSeconds)" : "no-cache"
        return Response(
            status: .init(code: status),
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: caching,
                .contentTypeOptions: "nosniff",
            ],
            body: ResponseBody(html)
        )
    }
}
