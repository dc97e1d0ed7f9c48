// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents
import TraceText

/// What became of one captured document (EPCIS 2.0 REST, capture job).
package struct CaptureJob: Sendable, Equatable {
    package let id: String
    /// Microseconds since 1970.
    package let createdAt: Int64
    package let finishedAt: Int64
    package let behaviour: CaptureRequest.ErrorBehaviour
    /// Whether no event was refused.
    package let success: Bool
    /// Events that were written.
    package let stored: Int
    /// Events that were there already, recognised by their hash.
    package let repeated: Int
    package let errors: [Problem]

    /// One event that was refused, or one thing wrong with it.
    package struct Problem: Sendable, Equatable {
        /// An EPCIS exception: `ValidationException`, `ResourceAlreadyExistsException`.
        package let type: String
        package let detail: String
        /// A JSON pointer into the document.
        package let pointer: String

        package init(type: String, detail: String, pointer: String) {
            self.type = type
            self.detail = detail
            self.pointer = pointer
        }
    }
}

extension CaptureJob.Problem {
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("type", type)
            $0.member("detail", detail)
            $0.member("pointer", pointer)
        }
    }

    static func list(stored text: String) -> [CaptureJob.Problem] {
        guard let document = try? JSONDocument(parsing: text) else { return [] }
        return document.root.elements.map {
            CaptureJob.Problem(
                type: $0["type"]?.string ?? "",
                detail: $0["detail"]?.string ?? "",
                pointer: $0["pointer"]?.string ?? ""
            )
        }
    }
}

extension EPCISDocument {
    /// The JSON pointer of one of its events, as if the document were JSON.
    package func pointer(ofEvent index: Int) -> String {
        switch kind {
        case .document: "/epcisBody/eventList/\(index)"
        case .queryAnswer: "/epcisBody/queryResults/resultsBody/eventList/\(index)"
        }
    }
}
