// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Supervision
import TraceCodes
import TraceText

/// `/api/v1/alarms`: what the rules found.
struct AlarmRoutes {
    let context: WebContext

    var routes: [Route] { [Route(.get, "/api/v1/alarms", .writer, list)] }

    private static let list = "alarms"

    /// Newest first. Parameters: `alarm`, `subject`, `stage`, `withdrawn` (`true` tells those too that no longer
    /// stand), `limit` or `perPage`, `nextPageToken`.
    private func list(_ call: Call) async throws -> Response {
        guard let chain = context.chain else { throw Problem.noResource("this server has no chain profiles") }
        let paging = try Paging(call, limits: context.settings.limits)
        let size = try size(call, paging)
        let after = try place(paging.token)
        // One more than is shown tells whether there is a next page.
        let alarms = try await chain.checker.alarms(try filter(call, paging), after: after, limit: size + 1)
        let page = alarms.prefix(size)
        var writer = JSONWriter()
        writer.object {
            $0.key("alarms")
            $0.array { writer in
                for alarm in page { alarm.write(to: &writer, chain.book) }
            }
        }
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if alarms.count > size, let last = page.last {
            let token = ListToken(list: Self.list, after: "\(last.raisedAt) \(last.id)", now: context.now)
            paging.addNext(token.text, expires: token.expires, to: &headers, call, context.settings)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(writer.bytes))
    }

    private func size(_ call: Call, _ paging: Paging) throws(Problem) -> Int {
        guard let text = try call.item("limit") else { return paging.size }
        guard let limit = Int(text), limit > 0 else {
            throw .parameter("limit: is a whole number greater than 0, not “\(text)”")
        }
        return min(limit, context.settings.limits.page.greatest)
    }

    private func filter(_ call: Call, _ paging: Paging) throws -> AlarmFilter {
        var filter = AlarmFilter()
        for item in paging.others {
            let value = try Address.decoded(item.value)
            switch item.name {
            case "alarm": filter.alarm = value
            case "subject": filter.subject = try CodeReader.read(value).canonical
            case "stage": filter.stage = value
            case "withdrawn":
                guard let flag = ["true": true, "false": false][value] else {
                    throw Problem.parameter("withdrawn: is true or false, not “\(value)”")
                }
                filter.includesWithdrawn = flag
            case "limit": break
            default:
                throw Problem.parameter(
                    "\(item.name): this resource takes alarm, subject, stage, withdrawn, limit and nextPageToken"
                )
            }
        }
        return filter
    }

    /// The last alarm of the page before.
    private func place(_ token: String?) throws(Problem) -> AlarmFilter.Place? {
        guard let after = try ListToken.position(token, list: Self.list, now: context.now) else { return nil }
        let parts = after.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let time = Int64(parts[0]) else { return nil }
        return AlarmFilter.Place(raisedAt: time, id: String(parts[1]))
    }
}

extension Alarm {
    /// Writes the alarm with its words in both languages.
    func write(to writer: inout JSONWriter, _ book: ProfileBook) {
        let found = book.stage(stage, at: time)
        let type = book.reference.alarms.first { $0.id == alarm }
        let message = LocalName {
            book.text(
                reason,
                field: field,
                value: details.value,
                expected: details.expected,
                stage: found,
                $0
            )
        }
        writer.object {
            $0.member("id", id)
            $0.member("alarm", alarm)
            $0.member("name", type?.name)
            $0.member("level", level.rawValue)
            $0.member("effect", effect.rawValue)
            if !stage.isEmpty { $0.member("stage", stage) }
            $0.member("stageName", found?.name)
            if !eventID.isEmpty { $0.member("event", eventID) }
            $0.member("time", Timestamp(milliseconds: time).text)
            $0.member("subject", subject)
            $0.member("place", place)
            $0.member("object", object)
            $0.member("field", field)
            $0.member("reason", reason)
            $0.member("value", details.value)
            $0.member("expected", details.expected)
            $0.member("others", details.others)
            $0.member("message", message)
            $0.member("basis", type?.basis)
            $0.member("raised", Timestamp(milliseconds: raisedAt / 1000).text)
            $0.member("withdrawn", withdrawnAt.map { Timestamp(milliseconds: $0 / 1000).text })
        }
    }
}
