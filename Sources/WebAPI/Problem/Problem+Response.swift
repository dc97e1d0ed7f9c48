// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceText

extension Problem {
    /// The answer, in XML where the client prefers it.
    func response(to head: HTTPRequest) -> Response {
        let accept = MediaRange.list(head.headerFields[.accept])
        let offers = [
            "application/problem+json", "application/json", "application/problem+xml", "application/xml",
        ]
        let type = MediaRange.best(of: offers, in: accept) ?? offers[0]
        let isXML = type.hasSuffix("xml")
        var headers = GS1Headers.versions
        headers[.contentType] = isXML ? offers[2] : offers[0]
        headers[.cacheControl] = "no-store"
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"qiongsu\"" }
        if !allowed.isEmpty { headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ") }
        if let captureLimits { GS1Headers.add(captureLimits, to: &headers) }
        return Response(status: status, headers: headers, body: ResponseBody(isXML ? xml : json))
    }

    private var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Members `type`, `title`, `status`, `detail`, and `errors` where there are several faults or one with a place.
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("type", "epcisException:\(type.rawValue)")
            $0.member("title", type.title)
            $0.member("status", status.code)
            $0.member("detail", detail)
            guard !faults.isEmpty else { return }
            $0.key("errors")
            $0.array { writer in for fault in faults { fault.write(to: &writer) } }
        }
    }

    private var xml: [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<epcis:EPCISException xmlns:epcis=\"urn:epcglobal:epcis:xsd:2\">"
        text +=
            Markup.element("type", "epcisException:\(type.rawValue)") + Markup.element("title", type.title)
        text += Markup.element("status", String(status.code)) + Markup.element("detail", detail)
        if !faults.isEmpty {
            text += "<errors>"
            for fault in faults {
                text += "<error>" + Markup.element("code", fault.code)
                if let pointer = fault.pointer { text += Markup.element("pointer", pointer) }
                if let position = fault.position {
                    text += Markup.element("line", String(position.line))
                    text += Markup.element("column", String(position.column))
                }
                text += Markup.element("detail", fault.detail) + "</error>"
            }
            text += "</errors>"
        }
        return Array((text + "</epcis:EPCISException>\n").utf8)
    }
}

extension Problem.Fault {
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("code", code)
            $0.member("pointer", pointer)
            if let position {
                $0.member("line", position.line)
                $0.member("column", position.column)
            }
            $0.member("detail", detail)
        }
    }
}

/// The little XML that is written here: capture jobs and problems.
enum Markup {
    static func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

    /// Text for content and attributes; characters that XML 1.0 forbids become U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension ResponseBody {
    /// A body that is ready.
    init(_ bytes: [UInt8]) { self.init(byteBuffer: ByteBuffer(bytes: bytes)) }
}
