// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceText
import WebTesting

/// What tests of the EPCIS interface look at in an answer.
extension WebAnswer {
    var json: JSONValue {
        get throws { try JSONDocument(parsing: body).root }
    }

    /// The events of a query document.
    var events: [JSONValue] {
        get throws {
            let root = try json
            try #require(root["type"]?.string == "EPCISQueryDocument", "\(text.prefix(500))")
            let results = try #require(root["epcisBody"]?["queryResults"])
            #expect(results["queryName"]?.string == "SimpleEventQuery")
            return try #require(results["resultsBody"]?["eventList"]).elements.map(\.self)
        }
    }

    var eventIDs: [String] {
        get throws { try events.compactMap { $0["eventID"]?.string } }
    }

    /// The members of a collection.
    var members: [String] {
        get throws {
            let root = try json
            #expect(root["type"]?.string == "Collection")
            #expect(root["@context"]?.string == EventText.context)
            return try #require(root["member"]).elements.compactMap(\.string)
        }
    }

    /// The exception of a problem document, without `epcisException:`; its status is that of the answer.
    var exception: String? {
        get throws {
            #expect(header("Content-Type") == "application/problem+json")
            let root = try json
            #expect(root["status"]?.numberLiteral == String(status))
            #expect(root["title"]?.string?.isEmpty == false)
            let type = try #require(root["type"]?.string)
            return type.hasPrefix("epcisException:") ? String(type.dropFirst("epcisException:".count)) : nil
        }
    }

    /// Where the faults of a problem document are.
    var pointers: [String] {
        get throws { try json["errors"]?.elements.compactMap { $0["pointer"]?.string } ?? [] }
    }

    /// The address of the next page, as the client follows it.
    var next: String? {
        guard let link = header("Link"), link.hasSuffix(">; rel=\"next\"") else { return nil }
        return String(link.dropFirst().dropLast(">; rel=\"next\"".count))
    }

    /// The methods of `Allow`.
    var allowed: Set<String> {
        Set((header("Allow") ?? "").split(separator: ",").map { String($0.drop(while: { $0 == " " })) })
    }
}

extension String {
    /// An absolute address without scheme and host.
    var pathAndQuery: String {
        guard let scheme = range(of: "://"), let slash = self[scheme.upperBound...].firstIndex(of: "/") else {
            return self
        }
        return String(self[slash...])
    }

    private func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
