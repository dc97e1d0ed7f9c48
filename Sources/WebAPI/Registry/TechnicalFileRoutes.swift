// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Supervision
import TraceCodes
import TraceLedger
import TraceText

/// `/api/v1/technical-file/{code}`: the safety technical file of an asset.
struct TechnicalFileRoutes {
    let context: WebContext

    var routes: [Route] { [Route(.get, "/api/v1/technical-file/{…}", .writer, show)] }

    private func show(_ call: Call) async throws -> Response {
        guard let chain = context.chain else { throw Problem.noResource("this server has no chain profiles") }
        let code = try CodeInPath.read(call.parameters[0])
        let now = context.now
        let file = try await context.ledger.read(as: .operator) { reader in
            try TechnicalFile(of: code, reader, book: chain.book, parties: chain.registry, now: now)
        }
        guard let file else {
            throw Problem.noResource("no record of an asset names \(code.canonical)")
        }
        let bytes = try await context.offload {
            var writer = JSONWriter(capacity: 1 << 14)
            file.write(to: &writer, chain.book)
            return writer.bytes
        }
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(bytes)
        )
    }
}

extension TechnicalFile {
    /// Writes the file as one object: sections by stage, each with its records and their documents.
    func write(to writer: inout JSONWriter, _ book: ProfileBook) {
        writer.object {
            $0.member("code", code)
            $0.member("profile", profile.id)
            $0.member("name", profile.name)
            $0.member("state", state)
            $0.key("due")
            $0.array { writer in
                for due in self.due {
                    writer.object {
                        $0.member("alarm", due.alarm)
                        $0.key("stages")
                        $0.array { for stage in due.stages { $0.string(stage) } }
                        $0.member("until", Timestamp(milliseconds: due.until).text)
                    }
                }
            }
            $0.key("sections")
            $0.array { writer in
                for section in sections { Self.write(section, to: &writer, book) }
            }
        }
    }

    private static func write(_ section: Section, to writer: inout JSONWriter, _ book: ProfileBook) {
        writer.object {
            $0.member("stage", section.stage.reference)
            $0.member("name", section.stage.name)
            $0.key("records")
            $0.array { writer in
                for record in section.records { write(record, to: &writer, book) }
            }
        }
    }

    private static func write(_ record: StageRecord, to writer: inout JSONWriter, _ book: ProfileBook) {
        writer.object {
            $0.member("event", record.eventID)
            $0.member("time", Timestamp(milliseconds: record.time).text)
            $0.member("subject", record.subject)
            $0.member("place", record.place)
            $0.member("from", record.from)
            $0.member("to", record.to)
            $0.key("elements")
            $0.array { writer in
                for element in record.stage.elements {
                    guard let value = record.value(element.id) else { continue }
                    writer.object {
                        $0.member("id", element.id)
                        $0.member("name", element.name)
                        $0.key("value")
                        write(value, to: &$0)
                    }
                }
            }
            $0.key("documents")
            $0.array { writer in
                for document in record.documents {
                    let name = book.reference.documents.first { $0.id == document.type }?.name
                    writer.object {
                        $0.member("type", document.type)
                        if let name { $0.member("name", name) }
                        $0.member("number", document.number)
                        $0.member("issuer", document.issuer)
                        $0.member("issued", document.issued)
                        $0.member("validUntil", document.validUntil)
                    }
                }
            }
        }
    }

    private static func write(_ value: ElementValue, to writer: inout JSONWriter) {
        switch value {
        case .text(let text): writer.string(text)
        case .number(let number):
            let isWhole = number == number.rounded() && abs(number) < 1e15
            writer.number(isWhole ? String(Int64(number)) : "\(number)")
        case .boolean(let boolean): writer.boolean(boolean)
        case .time(let time): writer.string(Timestamp(milliseconds: time).text)
        case .texts(let texts): writer.array { for text in texts { $0.string(text) } }
        }
    }
}
