// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import HTTPTypes
import TraceCodes
package import TraceEvents
import TraceText

/// Asks an HTTP application everything that the public may ask about some events, and finds what it must not have told.
///
/// What is not public is taken from the events as they were sent and from the classes of the profiles alone, never from
/// the code that hides it.
package struct LeakProbe: Sendable {
    /// What the public must not see, and what may be asked about.
    package let secrets: SecretValues
    private let client: WebClient
    private let finder: TextFinder

    /// Something that the public was told and must not be.
    package struct Leak: Sendable, Hashable, CustomStringConvertible {
        package let request: String
        package let value: String

        package var description: String { "\(request) tells “\(value)”" }
    }

    /// - Parameters:
    ///   - client: asks as the public does.
    ///   - hidden: further identifiers that are not public, such as those of plots.
    package init(_ events: [Event], book: ProfileBook, hidden: Set<String> = [], client: WebClient) {
        secrets = SecretValues(events, book: book, hidden: hidden)
        self.client = client
        finder = TextFinder(secrets.texts)
    }

    /// Everything that was told and must not be.
    ///
    /// - Parameter limit: how many codes of each kind are asked about.
    package func leaks(asking limit: Int = .max) async throws -> [Leak] {
        var told: Set<Leak> = []
        for request in requests(limit) {
            for method in [HTTPRequest.Method.get, .head, .options] {
                let answer = try await client.send(method, request.path, headers: request.headers)
                told.formUnion(leaks(in: answer, "\(method) \(request.path)", request))
                guard method == .get else { continue }
                told.formUnion(try await laterPages(of: answer, request))
                if request.mustFindNothing, Self.found(answer) {
                    told.insert(Leak(request: request.path, value: "that there is something"))
                }
            }
        }
        return told.sorted { ($0.request, $0.value) < ($1.request, $1.value) }
    }

    /// In what the answers about a code of class security and about an unknown one differ, beside the codes themselves.
    ///
    /// - Returns: nil where nobody can tell them apart.
    package func difference(_ code: String, _ unknown: String) async throws -> String? {
        let (one, other) = (CanonicalCode.identify(code), CanonicalCode.identify(unknown))
        for (path, headers) in Self.paths(of: one, one.canonical) {
            let twin = Self.replacing(path, one, other)
            for method in [HTTPRequest.Method.get, .head, .options] {
                let first = try await client.send(method, path, headers: headers)
                let second = try await client.send(method, twin, headers: headers)
                let masked = (Self.masked(first, one), Self.masked(second, other))
                if first.status != second.status || masked.0 != masked.1 {
                    return "\(method) \(path): \(first.status) \(masked.0)\n\(second.status) \(masked.1)"
                }
            }
        }
        return nil
    }

    /// A code of the same scheme that stands in no event; nil where none was found.
    package func unknownTwin(of code: String) -> String? {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        var characters = Array(code)
        let places = characters.indices.reversed().filter {
            characters[$0].isLetter || characters[$0].isNumber
        }
        guard places.count > 4 else { return nil }
        for first in alphabet {
            for second in alphabet {
                (characters[places[0]], characters[places[2]]) = (first, second)
                let twin = String(characters)
                guard twin != code, let read = try? CodeReader.read(twin), read.canonical == twin,
                    read.scheme == CanonicalCode.identify(code).scheme, !secrets.everyCode.contains(twin)
                else { continue }
                return twin
            }
        }
        return nil
    }
}

extension LeakProbe {
    /// One thing to ask.
    private struct Request {
        let path: String
        var headers: HTTPFields = [:]
        /// How the code that is asked about may be written.
        var forms: [String] = []
        /// The answer must be that there is nothing.
        var mustFindNothing = false
    }

    private func requests(_ limit: Int) -> [Request] {
        var requests = [
            "/", "/?lang=en", "/epcis", "/epcis/events?perPage=200", "/epcis/capture", "/health/ready",
            "/metrics",
            "/.well-known/gs1resolver", "/epcis/events?orderBy=recordTime&orderDirection=ASC&perPage=7",
            "/epcis/events?GE_quantity=0", "/epcis/events?EXISTS_bizTransaction=&perPage=50",
        ].map { Request(path: $0) }
        requests.append(Request(path: "/epcis/events?perPage=200", headers: Self.accept("application/xml")))
        for list in ["epcs", "bizSteps", "bizLocations", "readPoints", "dispositions", "eventTypes"] {
            requests.append(Request(path: "/epcis/\(list)?perPage=50"))
        }
        for code in secrets.publicCodes.sorted().prefix(limit) {
            let code = CanonicalCode.identify(code)
            requests += Self.paths(of: code, code.canonical).map {
                Request(path: $0, headers: $1, forms: Self.forms(of: code))
            }
        }
        for secret in secrets.identifiers.sorted().prefix(limit) {
            let code = CanonicalCode.identify(secret)
            requests += Self.paths(of: code, secret).map {
                Request(path: $0, headers: $1, forms: Self.forms(of: code), mustFindNothing: true)
            }
            let value = Self.encoded(secret)
            requests += Self.identifierQueries.map {
                Request(
                    path: "/epcis/events?\($0)=\(value)",
                    forms: Self.forms(of: code),
                    mustFindNothing: true
                )
            }
        }
        for (name, value) in secrets.fields.sorted(by: { ($0.name, $0.value) < ($1.name, $1.value) }).prefix(
            limit
        ) {
            let fields = HTTPField.Name("GS1-Extensions").map { [$0: "qs=\(ChainTerms.namespace)"] } ?? [:]
            for form in ["EQ_", "EQ_INNER_", "EQ_ILMD_"] {
                requests.append(
                    Request(
                        path: "/epcis/events?\(form)\(Self.encoded(name))=\(Self.encoded(value))",
                        headers: HTTPFields(fields.map { HTTPField(name: $0, value: $1) }),
                        mustFindNothing: true
                    )
                )
            }
        }
        return requests
    }

    /// The parameters that find events by an identifier.
    private static let identifierQueries = [
        "MATCH_anyEPC", "MATCH_anyEPCClass", "MATCH_epc", "MATCH_parentID", "MATCH_inputEPC",
        "MATCH_outputEPC",
        "EQ_readPoint", "EQ_bizLocation", "WD_bizLocation", "EQ_source_possessing_party",
        "EQ_destination_possessing_party", "EQ_source_owning_party", "EQ_destination_location",
        "EQ_bizTransaction_po",
        "EQ_eventID", "EQ_transformationID", "EQ_deviceID", "EQ_qs:operator",
    ]

    /// Every address that tells something of one code.
    private static func paths(of code: TraceCode, _ text: String) -> [(String, HTTPFields)] {
        let encoded = encoded(text)
        let types = ["text/html", "application/json", "application/linkset+json"]
        var paths = types.map { (code.path, accept($0)) }
        paths.append((code.path + "?lang=en", accept("text/html")))
        paths.append((code.path + "?linkType=all", accept("application/json")))
        for direction in ["back", "forward", "both"] {
            paths.append(("/api/v1/trace/\(encoded)?direction=\(direction)", [:]))
        }
        paths += [
            ("/api/v1/trace/\(encoded)?format=csv", [:]), ("/api/v1/trace/\(encoded)?direction=up", [:]),
            ("/api/v1/recall-scope/\(encoded)", [:]), ("/search?q=\(encoded)", [:]),
            ("/api/v1/registry/subject/\(encoded)", [:]), ("/api/v1/registry/place/\(encoded)", [:]),
            ("/api/v1/registry/product/\(encoded)", [:]), ("/api/v1/certificates/any/\(encoded)", [:]),
            ("/epcis/epcs/\(encoded)", [:]), ("/epcis/epcs/\(encoded)/events", [:]),
            ("/epcis/bizLocations/\(encoded)", [:]), ("/epcis/events/\(encoded)", [:]),
            ("/epcis/events?MATCH_anyEPC=\(encoded)", [:]),
            ("/epcis/events?MATCH_anyEPCClass=\(encoded)", [:]),
        ]
        return paths
    }

    /// The further pages of a list.
    private func laterPages(of answer: WebAnswer, _ request: Request) async throws -> Set<Leak> {
        var leaks: Set<Leak> = []
        var next = Self.next(answer)
        for _ in 0..<100 {
            guard let path = next else { break }
            let page = try await client.send(.get, path, headers: request.headers)
            leaks.formUnion(self.leaks(in: page, "GET " + path, request))
            next = Self.next(page)
        }
        return leaks
    }

    private static func next(_ answer: WebAnswer) -> String? {
        guard let link = answer.header("Link"), link.contains("rel=\"next\""),
            let start = link.firstRange(of: "/epcis"), let end = link.firstIndex(of: ">")
        else { return nil }
        return String(link[start.lowerBound..<end])
    }

    /// The secrets in an answer; what the asker said himself he may hear again.
    private func leaks(in answer: WebAnswer, _ name: String, _ request: Request) -> Set<Leak> {
        let text = answer.text + "\n" + answer.headers.map(\.value).joined(separator: "\n")
        let asked = Self.decoded(request.path) + "\n" + request.forms.joined(separator: "\n")
        let bytes = Array(text.utf8) + [0] + PercentEncoding.unescape(Array(text.utf8))
        var leaks: Set<Leak> = []
        for value in finder.found(in: bytes) where !asked.contains(value) {
            leaks.insert(Leak(request: name, value: value))
        }
        return leaks
    }

    /// Whether an answer says that there is something: events, a record, a list.
    private static func found(_ answer: WebAnswer) -> Bool {
        guard answer.status == 200 else { return false }
        if answer.header("Content-Type")?.hasPrefix("application/linkset") == true { return false }
        guard let document = try? EPCISJSON.document(answer.body) else { return true }
        return !document.events.isEmpty
    }

    private static func masked(_ answer: WebAnswer, _ code: TraceCode) -> String {
        let headers = answer.headers.map { "\($0.name): \($0.value)" }.sorted().joined(separator: "\n")
        return forms(of: code).reduce(headers + "\n" + answer.text) { $0.replacing($1, with: "{CODE}") }
    }

    private static func replacing(_ path: String, _ code: TraceCode, _ other: TraceCode) -> String {
        zip(forms(of: code), forms(of: other)).reduce(path) { $0.replacing($1.0, with: $1.1) }
    }

    /// How a code is written in addresses and answers, the longest first.
    private static func forms(of code: TraceCode) -> [String] {
        [
            encoded(code.path), encoded(code.canonical), code.canonical, code.path,
            code.elementString ?? code.canonical, code.plainText,
            // Of a lot or serial number its product.
            String(code.path.split(separator: "/").dropFirst().first ?? ""),
        ]
    }

    private static func accept(_ type: String) -> HTTPFields { [.accept: type] }

    private static func encoded(_ text: String) -> String { PercentEncoding.escape(text.utf8, .path) }

    private static func decoded(_ text: String) -> String {
        String(decoding: PercentEncoding.unescape(Array(text.utf8)), as: UTF8.self)
    }
}
