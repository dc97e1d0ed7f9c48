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
        let chain = try context.chain
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
        return .json(.ok, .unkept, bytes: bytes)
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
            $0.objects("due", self.due) { due, writer in
                writer.member("alarm", due.alarm)
                writer.member("stages", due.stages)
                writer.member("until", Timestamp(milliseconds: due.until).text)
            }
            $0.objects("sections", sections) { section, writer in Self.write(section, to: &writer, book) }
        }
    }

    private static func write(_ section: Section, to writer: inout JSONWriter, _ book: ProfileBook) {
        writer.member("stage", section.stage.reference)
        writer.member("name", section.stage.name)
        writer.objects("records", section.records) { record, writer in write(record, to: &writer, book) }
    }

    private static func write(_ record: StageRecord, to writer: inout JSONWriter, _ book: ProfileBook) {
        writer.member("event", record.eventID)
        writer.member("time", Timestamp(milliseconds: record.time).text)
        writer.member("subject", record.subject)
        writer.member("place", record.place)
        writer.member("from", record.from)
        writer.member("to", record.to)
        let known = record.stage.elements.filter { record.value($0.id) != nil }
        writer.objects("elements", known) { element, writer in
            writer.member("id", element.id)
            writer.member("name", element.name)
            if let value = record.value(element.id) { write(value, to: &writer) }
        }
        writer.objects("documents", record.documents) { document, writer in
            writer.member("type", document.type)
            writer.member("name", book.reference.documents.first { $0.id == document.type }?.name)
            writer.member("number", document.number)
            writer.member("issuer", document.issuer)
            writer.member("issued", document.issued)
            writer.member("validUntil", document.validUntil)
        }
    }

    private static func write(_ value: ElementValue, to writer: inout JSONWriter) {
        let name = "value"
        switch value {
        case .text(let text): writer.member(name, text)
        case .number(let number): writer.member(name, exact: number)
        case .boolean(let boolean): writer.member(name, boolean)
        case .time(let time): writer.member(name, Timestamp(milliseconds: time).text)
        case .texts(let texts): writer.member(name, texts)
        }
    }
}
