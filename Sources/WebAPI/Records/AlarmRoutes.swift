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
        let chain = try context.chain
        let paging = try Paging(call, limits: context.settings.limits)
        let size = try size(call, paging)
        let after = try place(paging.token)
        // One more than is shown tells whether there is a next page.
        let alarms = try await chain.checker.alarms(try filter(call, paging), after: after, limit: size + 1)
        let page = alarms.prefix(size)
        var headers = HTTPFields.unkept
        if alarms.count > size, let last = page.last {
            let token = ListToken(list: Self.list, after: "\(last.raisedAt) \(last.id)", now: context.now)
            paging.addNext(token.text, expires: token.expires, to: &headers, call, context.settings)
        }
        return .json(.ok, headers) { writer in
            writer.object {
                $0.objects("alarms", page) { alarm, writer in alarm.write(to: &writer, chain.book) }
            }
        }
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
    /// Writes the members of the alarm, with its words in both languages.
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
        writer.member("id", id)
        writer.member("alarm", alarm)
        writer.member("name", type?.name)
        writer.member("level", level.rawValue)
        writer.member("effect", effect.rawValue)
        if !stage.isEmpty { writer.member("stage", stage) }
        writer.member("stageName", found?.name)
        if !eventID.isEmpty { writer.member("event", eventID) }
        writer.member("time", Timestamp(milliseconds: time).text)
        writer.member("subject", subject)
        writer.member("place", place)
        writer.member("object", object)
        writer.member("field", field)
        writer.member("reason", reason)
        writer.member("value", details.value)
        writer.member("expected", details.expected)
        writer.member("others", details.others)
        writer.member("message", message)
        writer.member("basis", type?.basis)
        writer.member("raised", Timestamp(milliseconds: raisedAt / 1000).text)
        writer.member("withdrawn", withdrawnAt.map { Timestamp(milliseconds: $0 / 1000).text })
    }
}
