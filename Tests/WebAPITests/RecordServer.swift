// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import LedgerTesting
import Logging
import Registry
import Supervision
import TraceLedger
import TraceTesting
import TraceText
import WebAPI
import WebTesting

/// A server with profiles and a registry of a few parties, to which records are sent.
struct RecordServer {
    let client: WebClient
    let ledger: Ledger

    static let farm = "91460000MA5T00002J"
    static let slaughterhouse = "91460000MA5T00010D"
    static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// - Parameter profile: the file of a category beside the specimen.
    init(token: String? = nil, profile: String? = nil) async throws {
        let book = try ProfileBook.embedded(
            adding: [Specimen.profile, profile].compactMap(\.self).enumerated().map {
                .init(name: "test-\($0).yaml", text: $1, isReference: false)
            }
        )
        ledger = try await Ledger(TestLedger.database(), profiles: book, clock: { TestLedger.now })
        let registry = try await RegistryBook(ledger.database, profiles: book, clock: { TestLedger.now })
        let entries = RegistryImport(Array(Self.registry.utf8), book: book, regions: registry.regions)
        precondition(entries.faults.isEmpty, "\(entries.faults)")
        try await registry.record(entries.entries)
        let chain = ChainDesk(
            ledger,
            book: book,
            desk: RecordDesk(ledger, book: book, parties: registry),
            checker: try await ChainChecker(ledger, book: book, parties: registry),
            registry: registry
        )
        client = WebClient(
            WebApplication(
                ledger,
                settings: WebSettings(token: token),
                pages: nil,
                chain: chain,
                logger: Logger(label: "test")
            )
        )
    }

    func post(_ stage: String, _ body: [UInt8], _ headers: [String: String]) async throws -> WebAnswer {
        try await client.send(
            .post,
            "/api/v1/records/" + stage,
            headers: EPCISServer.fields(headers),
            body: body
        )
    }

    func csv(_ stage: String, _ text: String, _ headers: [String: String] = [:]) async throws -> WebAnswer {
        try await post(stage, Array(text.utf8), ["Content-Type": "text/csv"].merging(headers) { $1 })
    }

    func json(_ stage: String, _ text: String) async throws -> WebAnswer {
        try await post(stage, Array(text.utf8), ["Content-Type": "application/json"])
    }

    func get(_ path: String) async throws -> WebAnswer { try await client.send(.get, path) }

    /// The number of stored events.
    func count() async throws -> Int { try await ledger.read { try $0.eventCount() } }

    private static let registry = """
        {"kind":"subject","id":"urn:qiongsu:uscc:\(farm)","name":{"zh":"养殖场","en":"Farm"},"types":["livestock-farm"],"region":"460105","filing":"filed","from":"2016-10-01"}
        {"kind":"subject","id":"urn:qiongsu:uscc:\(slaughterhouse)","name":{"zh":"屠宰厂","en":"Slaughterhouse"},"types":["designated-slaughterhouse"],"region":"460105","filing":"filed","from":"2016-10-01"}
        {"kind":"licence","type":"animal-epidemic-prevention","number":"A1","holder":"urn:qiongsu:uscc:\(farm)","issuer":"县农业农村局","source":"declared","from":"2024-01-01","until":"2029-01-01"}
        {"kind":"licence","type":"explosives-purchase","number":"P1","holder":"urn:qiongsu:uscc:\(slaughterhouse)","issuer":"县公安局","source":"declared","from":"2024-01-01","until":"2029-01-01"}
        """
}

extension WebAnswer {
    /// What became of each row: `5 stored`, `6 refused E6 headcount`.
    var rows: [String] {
        get throws {
            try json["results"]?.elements.map { row in
                let said =
                    (row["faults"]?.elements.map { $0 } ?? []) + (row["findings"]?.elements.map { $0 } ?? [])
                let marks = said.map { "\($0["cell"]?.string ?? "-") \($0["field"]?.string ?? "-")" }
                let head = "\(row["row"]?.numberLiteral ?? "?") \(row["result"]?.string ?? "?")"
                return ([head] + marks).joined(separator: " ")
            } ?? []
        }
    }
}
