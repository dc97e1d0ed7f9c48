// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Registry
import TraceCodes
import TraceLedger
import TraceText

/// `/api/v1/registry`: subjects, licences, places and products, as they were at any time.
struct RegistryRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.post, "/api/v1/registry", .writer, record),
            Route(.get, "/api/v1/registry/{}", .writer, list),
            Route(.get, "/api/v1/registry/{}/{…}", .anyone, show),
        ]
    }

    /// Records the entries of a text with one JSON object a line. Lines that are wrong are told, the others recorded.
    private func record(_ call: Call) async throws -> Response {
        let registry = try context.chain.registry
        let profiles = registry.profiles
        let read = try await call.withBody(context) { bytes in
            try await context.offload(size: bytes.count) {
                RegistryImport(bytes, book: profiles, regions: registry.regions)
            }
        }
        guard read.lines > 0 else {
            throw Problem.invalid("a body with registry entries holds one JSON object a line")
        }
        let recorded = try await registry.record(read)
        return .json(read.entries.isEmpty ? .badRequest : .ok, .unkept) { writer in
            writer.object {
                $0.member("stored", recorded.stored)
                $0.member("repeated", recorded.repeated)
                $0.objects("faults", read.faults) { fault, writer in write(fault, profiles, to: &writer) }
            }
        }
    }

    private func write(_ fault: RegistryFault, _ book: ProfileBook, to writer: inout JSONWriter) {
        writer.member("line", fault.line)
        writer.member("field", fault.field)
        writer.member("reason", fault.reason.rawValue)
        writer.member("value", fault.value)
        writer.member("expected", fault.expected)
        writer.member("message", LocalName { book.text(of: fault, $0) })
    }

    /// The ids of everything of a kind, page by page; with filters or a day (`at`) of what holds then.
    private func list(_ call: Call) async throws -> Response {
        let registry = try context.chain.registry
        let kind = try kind(call)
        let paging = try Paging(call, limits: context.settings.limits)
        let day = try time(call, "at")
        let time = day ?? context.now
        let filter = try filter(kind, paging, registry, at: time)
        let isWhole = filter.isEmpty && day == nil
        let name = "registry/\(kind.rawValue)"
        let after = try ListToken.position(paging.token, list: name, now: context.now)
        let ids = Array(
            registry.ids(of: kind).lazy.drop { id in after.map { id <= $0 } ?? false }
                .filter { isWhole || registry.holds($0, filter, at: time) }.prefix(paging.size + 1)
        )
        let page = ids.prefix(paging.size)
        var headers = HTTPFields.unkept
        if ids.count > page.count, let last = page.last {
            let token = ListToken(list: name, after: last, now: context.now)
            paging.addNext(token.text, expires: token.expires, to: &headers, call, context.settings)
        }
        return .json(.ok, headers) { writer in writer.object { $0.member("ids", page) } }
    }

    private func filter(
        _ kind: RegistryEntry.Kind,
        _ paging: Paging,
        _ registry: RegistryBook,
        at time: Int64
    ) throws(Problem) -> RegistryFilter {
        var values: [(name: String, value: String)] = []
        for item in paging.others where item.name != "at" {
            values.append((String(item.name), try Address.decoded(item.value)))
        }
        do throws(RegistryFilter.Fault) {
            return try registry.filter(kind, values, at: time)
        } catch {
            throw .parameter(error.description)
        }
    }

    /// One entry as it was at a time (`at`), by what was recorded until another (`known`). The public is told of
    /// subjects only, and only what everybody may know.
    private func show(_ call: Call) async throws -> Response {
        let registry = try context.chain.registry
        let kind = try kind(call)
        let time = try time(call, "at")
        let id = try id(kind, call)
        let answer = RegistryAnswer(
            registry: registry,
            kind: kind,
            id: id,
            time: time ?? context.now,
            known: try self.time(call, "known").map { $0 * 1000 + 999 } ?? .max
        )
        guard let bytes = call.caller.mayWrite ? answer.whole : answer.public else {
            throw Problem.noResource("the registry has no \(kind.rawValue) of this id at this time")
        }
        return .json(.ok, [.vary: "Authorization"], bytes: bytes)
    }

    private func kind(_ call: Call) throws(Problem) -> RegistryEntry.Kind {
        let text = try call.parameter(0)
        guard let kind = RegistryEntry.Kind(rawValue: text) else {
            let kinds = RegistryEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .noResource("the registry holds \(kinds), not “\(text)”")
        }
        return kind
    }

    /// The canonical id: codes in any form; of a licence its URI or `TYPE:NUMBER`.
    private func id(_ kind: RegistryEntry.Kind, _ call: Call) throws -> String {
        guard kind == .licence else { return try CodeInPath.read(call.parameters[1]).canonical }
        let text = try Address.decoded(call.parameters[1])
        return ChainTerms.document(named: text)
    }

    /// A day, as the end of that day, or an instant; milliseconds since 1970.
    private func time(_ call: Call, _ name: String) throws(Problem) -> Int64? {
        guard let text = try call.item(name) else { return nil }
        if let day = HainanCalendar.date(text) { return HainanCalendar.end(of: day) - 1 }
        if let time = Timestamp(text) { return time.milliseconds }
        throw .parameter("\(name): is a day such as 2026-03-01 or a time with its offset, not “\(text)”")
    }
}
