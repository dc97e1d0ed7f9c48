// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing
import TraceTesting

/// The XML documents of the shared folder and what the official XSDs say of them.
struct XMLVector: CustomTestStringConvertible, Sendable {
    let path: String
    let kind: String
    let isValid: Bool

    var testDescription: String { path }

    func bytes() throws -> [UInt8] { Array(try SharedData.data(path)) }

    /// Whether the document holds events or master data, and not a request of the query interface.
    var isRequest: Bool { Self.requests.contains { path.contains($0) } }

    static let all: [XMLVector] = rows { $0.hasSuffix(" 2.0") || $0.hasSuffix(" 1.2") }
    static let valid = all.filter(\.isValid)
    static let documents = valid.filter { !$0.isRequest }

    /// The valid JSON documents.
    static let json: [XMLVector] = rows { $0 == "EPCISDocument" || $0 == "EPCISQueryDocument" }
        .filter { $0.isValid && $0.path != keyTwice }

    /// The valid bare events in JSON.
    static let events: [XMLVector] = rows { $0.hasSuffix("Event") }.filter(\.isValid)

    /// The JSON Schema does not see that an object has a key twice; the reader refuses it.
    private static let keyTwice = "gs1-EPCIS/JSON/AssociationEvent/AssociationEvent-h.jsonld"

    private static let requests = [
        "/Queries/", "/xml/queryDocument", "/CallbackRequests/", "/Requests/Query",
    ]

    private static func rows(_ isWanted: (String) -> Bool) -> [XMLVector] {
        guard let table = try? SharedData.table("EXPECTED-SCHEMA-VALIDITY.tsv") else { return [] }
        return table.filter { $0.count > 2 && isWanted($0[1]) }
            .map { XMLVector(path: $0[0], kind: $0[1], isValid: $0[2] == "valid") }
    }
}
