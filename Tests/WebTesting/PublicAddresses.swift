// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import TraceCodes

/// Every address at which the public may ask about a code: made of the routes that the server has, so that one that is
/// added later is asked too.
struct PublicAddresses: Sendable {
    /// Addresses that answer about a code, with `{}` for it.
    private let open: [String]
    /// Addresses of which one code of a kind is enough: those of writers, which answer before they have read the code,
    /// and traces in one direction, of which that in both is made.
    private let others: [String]
    /// Addresses of the words of vocabularies, which read the whole ledger: one code is enough.
    private let words: [String]

    init(_ readable: [(pattern: String, byAnybody: Bool)]) {
        // The code's own address is one of these.
        let resolvers = Set(GS1Key.allCases.map { "/\($0.identifier)/{…}" } + ["/c/{}/{}"])
        var (open, others, words): ([String], [String], [String]) = ([], [], [])
        for (pattern, byAnybody) in readable where pattern.contains("{") && !resolvers.contains(pattern) {
            for address in Self.filled(pattern) {
                if Self.vocabularies.contains(where: address.hasPrefix) {
                    words.append(address)
                } else if !byAnybody || Self.ways.contains(where: address.hasSuffix) {
                    others.append(address)
                } else {
                    open.append(address)
                }
            }
        }
        (self.open, self.others, self.words) = (open, others, words)
    }

    /// How much is asked about a code.
    enum Width: Int {
        case everyCode, oneOfAKind, oneOfAll
    }

    /// The requests about a code.
    ///
    /// - Parameters:
    ///   - text: the code as it is written in addresses of more than its own.
    ///   - width: which addresses are among them.
    func requests(about code: TraceCode, as text: String, _ width: Width) -> [PublicRequest] {
        let forms = PublicRequest.forms(of: code)
        let encoded = PublicRequest.encoded(text)
        let own = Self.own.map { suffix, type in
            PublicRequest(path: code.path + suffix, headers: PublicRequest.accept(type), forms: forms)
        }
        var paths = open + ["/search?q={}", "/search?lang=en&q={}", "/log/proof/inclusion?event={}"]
        if width != .everyCode {
            paths += others
            if code.digitalLink != nil { paths.append("/api/v1/trace" + code.path) }
        }
        if width == .oneOfAll { paths += words }
        paths = paths.map { $0.replacing("{}", with: encoded) }
        return own + paths.map { PublicRequest(path: $0, forms: forms) }
    }

    /// What follows the code's own address, with the type that is asked for.
    private static let own = [
        ("", "text/html"), ("?lang=en", "text/html"), ("", "application/json"),
        ("", "application/linkset+json"), ("?linkType=all", "application/json"),
        ("?linkType=gs1:epcis", "application/json"), ("?linkType=gs1:none", "application/json"),
        ("", "image/png"),
    ]

    private static let ways = ["direction=back", "direction=forward"]
    private static let vocabularies = ["eventTypes", "bizSteps", "dispositions"].map { "/epcis/\($0)/" }

    /// A pattern's addresses, with `{}` for the code.
    private static func filled(_ pattern: String) -> [String] {
        let address = pattern.replacing("{…}", with: "{}")
        switch pattern {
        case "/api/v1/trace/{…}":
            let items = ways + ["direction=both", "format=csv", "direction=up", "depth=0", "format=pdf"]
            return items.map { address + "?" + $0 }
        case "/api/v1/registry/{}/{…}":
            return ["subject", "place", "product", "licence", "nothing"].map { "/api/v1/registry/\($0)/{}" }
        default: return [address]
        }
    }
}
