// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import TraceCodes

/// Whether what is guarded can be told from what nobody knows.
extension LeakProbe {
    /// What came of comparing.
    package struct Comparison: Sendable, CustomStringConvertible {
        package fileprivate(set) var codes = 0
        package fileprivate(set) var requests = 0
        /// What tells a code from an unknown one.
        package fileprivate(set) var differences: [String] = []

        package var description: String {
            "\(codes) codes compared with unknown ones in \(requests) requests: \(differences.count) differences"
        }
    }

    /// Compares the answers about codes that are guarded with those about codes that nobody knows.
    package func compare(_ codes: Set<String>) async throws -> Comparison {
        var all = Comparison()
        let sorted = codes.sorted()
        let parts = try await inParallel(sorted) { code in
            guard let unknown = unknownTwin(of: code) else {
                return Comparison(codes: 1, differences: ["\(code): no unknown code is like it"])
            }
            return try await compare(code, unknown, code == sorted.first ? .oneOfAll : .everyCode)
        }
        for part in parts {
            all.codes += part.codes
            all.requests += part.requests
            all.differences += part.differences
        }
        return all
    }

    /// In what the answers about a code and about an unknown one differ, beside the codes themselves.
    ///
    /// - Returns: nil where nobody can tell them apart.
    package func difference(_ code: String, _ unknown: String) async throws -> String? {
        try await compare(code, unknown, .oneOfAll).differences.first
    }

    private func compare(
        _ code: String,
        _ unknown: String,
        _ width: PublicAddresses.Width
    ) async throws -> Comparison {
        var comparison = Comparison(codes: 1)
        let (one, other) = (CanonicalCode.identify(code), CanonicalCode.identify(unknown))
        for (request, twin) in zip(questions(one, width), questions(other, width)) {
            for method in [HTTPRequest.Method.get, .head, .options] {
                let first = try await client.send(method, request.path, headers: request.headers)
                let second = try await client.send(method, twin.path, headers: twin.headers)
                comparison.requests += 2
                let masked = (Self.masked(first, one), Self.masked(second, other))
                if first.status != second.status || masked.0 != masked.1 {
                    comparison.differences.append(
                        "\(method) \(request.path): \(first.status) \(masked.0)\n\(second.status) \(masked.1)"
                    )
                }
            }
        }
        return comparison
    }

    private func questions(_ code: TraceCode, _ width: PublicAddresses.Width) -> [PublicRequest] {
        addresses.requests(about: code, as: code.canonical, width)
            + PublicRequest.queries(PublicRequest.identifierQueries, code.canonical, .anything)
    }

    private static func masked(_ answer: WebAnswer, _ code: TraceCode) -> String {
        let headers = answer.headers.map { "\($0.name): \($0.value)" }.sorted().joined(separator: "\n")
        return PublicRequest.forms(of: code)
            .reduce(headers + "\n" + answer.text) { $0.replacing($1, with: "{CODE}") }
    }

    private static let product = "https://id.gs1.org/01/"

    /// A code of the same scheme that stands in no event; nil where none was found.
    package func unknownTwin(of code: String) -> String? {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        var characters = Array(code)
        // Of a lot or serial number the product: others of a guarded product are guarded too.
        let end = code.hasPrefix(Self.product) ? Self.product.count + 14 : characters.count
        let places = characters.indices.prefix(end).reversed().filter {
            characters[$0].isLetter || characters[$0].isNumber
        }
        guard places.count > 4 else { return nil }
        for first in alphabet {
            for second in alphabet {
                (characters[places[0]], characters[places[2]]) = (first, second)
                let twin = String(characters)
                guard twin != code, let read = try? CodeReader.read(twin), read.canonical == twin,
                    read.scheme == CanonicalCode.identify(code).scheme, secrets.isUnknown(twin)
                else { continue }
                return twin
            }
        }
        return nil
    }
}
