// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import TraceText

/// `/standards`: the published standard, as pages for people and files for programs.
///
/// Every file is made from the profiles, so it says what the server does.
struct StandardRoutes {
    let context: WebContext

    var routes: [Route] {
        guard let book = context.book else { return [] }
        return [
            Route(.get, "/standards", .anyone) { try await page(.index, $0, book) },
            Route(.get, "/standards/{}", .anyone) { try await top($0, book) },
            Route(.get, "/standards/{}/{}", .anyone) { try await version($0, book) },
            Route(.get, "/standards/{}/{}/{}/{}", .anyone) { try await file($0, book) },
        ]
    }

    /// A profile's newest version, or a list that all share; with `.json` or `.yaml` for programs.
    private func top(_ call: Call, _ book: ProfileBook) async throws -> Response {
        let name = try call.parameter(0)
        let (stem, kind) = Self.split(name)
        switch (stem, kind) {
        case ("index", "json"): return json { StandardJSON(book).writeIndex(to: &$0) }
        case ("codes", "json"): return json { StandardJSON(book).writeCodes(to: &$0) }
        case ("reference", "json"): return json { StandardJSON(book).writeReference(to: &$0) }
        case ("codes", nil): return try await page(.codes, call, book)
        case ("reference", nil): return try await page(.reference, call, book)
        default: break
        }
        guard let profile = book.profile(stem) else { throw Self.unknown(stem) }
        return try await answer(profile, kind, call, book)
    }

    /// One version of a profile.
    private func version(_ call: Call, _ book: ProfileBook) async throws -> Response {
        let (from, kind) = Self.split(try call.parameter(1))
        return try await answer(try profile(call, from, book), kind, call, book)
    }

    private func answer(_ profile: Profile, _ kind: String?, _ call: Call, _ book: ProfileBook) async throws
        -> Response
    {
        switch kind {
        case nil: return try await page(.profile(profile), call, book)
        case "json": return json { StandardJSON(book).write(profile, to: &$0) }
        case "yaml": return Self.response(Array(profile.source.utf8), "application/yaml; charset=utf-8")
        default: throw Problem.noResource("a standard is there as .json and .yaml, not as .\(kind ?? "")")
        }
    }

    /// A file of one stage of one version.
    private func file(_ call: Call, _ book: ProfileBook) async throws -> Response {
        let profile = try profile(call, try call.parameter(1), book)
        let (id, name) = (try call.parameter(2), try call.parameter(3))
        guard let stage = profile.stage(id) else {
            throw Problem.noResource("the profile \(profile.id) has no stage “\(id)”")
        }
        switch StandardAddress.File(rawValue: name) {
        case .recordSchema:
            return json("application/schema+json") { book.writeSchema(of: stage, to: &$0) }
        case .eventSchema:
            return json("application/schema+json") { book.writeEventSchema(of: stage, to: &$0) }
        case .recordExample:
            return json { Example(of: stage, profile: profile, book: book).write(to: &$0) }
        case .eventExample:
            guard let bytes = try? Example(of: stage, profile: profile, book: book).document() else {
                throw Problem.noResource(
                    "no example can be made of \(stage.reference): its lines exclude each other"
                )
            }
            return Self.response(bytes, "application/ld+json")
        case nil:
            let names = StandardAddress.File.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.noResource("a stage has the files \(names), not “\(name)”")
        }
    }

    /// A page for a browser; programs are led to the index.
    private func page(_ subject: StandardSubject, _ call: Call, _ book: ProfileBook) async throws -> Response
    {
        guard let pages = context.pages else {
            throw Problem.noResource("this server has no pages; see /standards/index.json")
        }
        return try await pages.standard(subject, book, PageRoutes.request(call)).response
    }

    private func profile(_ call: Call, _ from: String, _ book: ProfileBook) throws -> Profile {
        let id = try call.parameter(0)
        guard let versions = book.versions[id] else { throw Self.unknown(id) }
        guard let profile = versions.first(where: { $0.from == from }) else {
            let known = versions.map(\.from).joined(separator: ", ")
            throw Problem.noResource("the profile \(id) has the versions \(known), not “\(from)”")
        }
        return profile
    }

    private static func unknown(_ id: String) -> Problem {
        .noResource("there is no profile “\(id)”; /standards/index.json lists those that there are")
    }

    /// `name.json` is `name` as `json`.
    private static func split(_ name: String) -> (stem: String, kind: String?) {
        guard let dot = name.lastIndex(of: ".") else { return (name, nil) }
        return (String(name[..<dot]), String(name[name.index(after: dot)...]))
    }

    private func json(_ type: String = "application/json", _ write: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter(capacity: 16 << 10)
        write(&writer)
        return Self.response(writer.bytes, type)
    }

    private static func response(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "public, max-age=60", .contentTypeOptions: "nosniff",
            ],
            body: ResponseBody(bytes)
        )
    }
}
