// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import Testing

/// What is read at the edge is read for somebody.
@Suite("Audiences")
struct AudienceRuleTests {
    private static let edge = House.program.filter { ["WebAPI", "WebPages"].contains($0.target) }

    @Test("Every read of the ledger at the edge says for whom", arguments: edge)
    func reads(file: SourceFile) {
        for (index, line) in file.code.enumerated() where line.firstMatch(of: /ledger\.read\b/) != nil {
            #expect(line.contains("read(as: "), "\(file.place(index))")
        }
        let text = file.code.joined(separator: "\n")
        for call in text.matches(of: /ledger\.trace\((.{0,250})/.dotMatchesNewlines()) {
            #expect(call.1.contains("as: "), "\(file.path): a trace for nobody")
        }
    }

    @Test("Pages read for the public alone", arguments: edge.filter { $0.target == "WebPages" })
    func pages(file: SourceFile) {
        for (index, line) in file.code.enumerated() where line.contains("read(as:") {
            #expect(line.contains("read(as: .public)"), "\(file.place(index))")
        }
    }

    @Test("What anybody may call is chosen, route by route")
    func publicRoutes() {
        var found: Set<String> = []
        for file in Self.edge where file.target == "WebAPI" {
            for line in file.lines {
                guard let match = line.firstMatch(of: /Route\((\.[a-z]+), ([^,]+), \.anyone/) else {
                    continue
                }
                found.insert("\(match.1) \(match.2)")
            }
        }
        let expected = Set(Self.forAnyone)
        #expect(found.subtracting(expected).isEmpty, "new for anyone: \(found.subtracting(expected))")
        #expect(expected.isSubset(of: found))
    }

    /// A route that is added here has been looked at: it tells nothing that is not of class public.
    private static let forAnyone = [
        #".get "/""#, #".get "/search""#, #".get "/assets/{}""#, #".get "/c/{}/{}""#,
        #".get "/\(key.identifier)/{…}""#, #".get "/.well-known/gs1resolver""#, #".get "/epcis""#,
        #".get "/epcis/events""#, #".get "/epcis/events/{}""#, ".get path", #".get path + "/{}""#,
        #".get path + "/{}/events""#, #".delete "/epcis/nextPageToken/{}""#, #".get "/api/v1/trace/{…}""#,
        #".get "/api/v1/records/{}/{}""#,
        #".get "/api/v1/records/{}/{}/template.\(format.rawValue)""#, #".get "/api/v1/registry/{}/{…}""#,
        #".get "/standards""#, #".get "/standards/{}""#, #".get "/standards/{}/{}""#,
        #".get "/standards/{}/{}/{}/{}""#, #".get "/health/live""#,
        #".get "/health/ready""#, #".get "/metrics""#, #".get "/log/checkpoint""#,
        #".get "/log/checkpoint/cosigned""#, #".get "/log/key""#, #".get "/log/tile/{…}""#,
        #".get "/log/proof/inclusion""#, #".get "/log/proof/consistency""#, #".post "/log/cosignatures""#,
    ]

    @Test("A recall scope is for who runs the platform")
    func recallScope() throws {
        let routes = try #require(SourceFile("Sources/WebAPI/Trace/TraceRoutes.swift"))
        #expect(routes.lines.contains { $0.contains("recall-scope") && $0.contains(".writer") })
    }
}
