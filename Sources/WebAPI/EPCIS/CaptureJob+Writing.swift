// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import TraceLedger
import TraceText

extension CaptureJob {
    var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Members of EPCIS 2.0 REST, and `stored` and `repeated`: how many events are new, how many were there.
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("captureID", id)
            $0.member("createdAt", Self.time(createdAt))
            $0.member("finishedAt", Self.time(finishedAt))
            $0.member("running", false)
            $0.member("success", success)
            $0.member("captureErrorBehaviour", behaviour.rawValue)
            $0.member("stored", stored)
            $0.member("repeated", repeated)
            $0.key("errors")
            $0.array { writer in for error in errors { error.problem.write(to: &writer) } }
        }
    }

    /// `EPCISCaptureJob` of the EPCIS 2.0 XML namespace.
    var xml: [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<epcis:EPCISCaptureJob xmlns:epcis=\"urn:epcglobal:epcis:xsd:2\" running=\"false\""
        text += " success=\"\(success)\" captureID=\"\(Markup.escaped(id))\">"
        text += Markup.element("captureErrorBehaviour", behaviour.rawValue)
        text +=
            Markup.element("createdAt", Self.time(createdAt))
            + Markup.element("finishedAt", Self.time(finishedAt))
        if !errors.isEmpty {
            text += "<errors>"
            for problem in errors.map(\.problem) {
                text += "<error>" + Markup.element("type", "epcisException:\(problem.type.rawValue)")
                text += Markup.element("title", problem.type.title)
                text += Markup.element("status", String(problem.status.code))
                text += Markup.element("detail", problem.detail)
                for pointer in problem.faults.compactMap(\.pointer) {
                    text += Markup.element("pointer", pointer)
                }
                text += "</error>"
            }
            text += "</errors>"
        }
        return Array((text + "</epcis:EPCISCaptureJob>\n").utf8)
    }

    private static func time(_ microseconds: Int64) -> String {
        Timestamp(milliseconds: microseconds / 1000).text
    }
}

extension CaptureJob.Problem {
    /// The problem as other answers show problems.
    fileprivate var problem: Problem {
        let type = Problem.ExceptionType(rawValue: type) ?? .validation
        return Problem(
            type == .alreadyExists ? .conflict : .badRequest,
            type,
            detail,
            faults: [Problem.Fault(code: self.type, pointer: pointer, position: nil, detail: detail)]
        )
    }
}
