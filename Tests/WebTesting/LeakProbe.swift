// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import HTTPTypes
import TraceCodes
package import TraceEvents

/// Asks an HTTP application everything that the public may ask about some events, and finds what it must not have told.
///
/// What is not public is taken from the events as they were sent and from the classes of the profiles alone, never from
/// the code that hides it.
package struct LeakProbe: Sendable {
    /// What the public must not see, and what may be asked about.
    package let secrets: SecretValues
    let client: WebClient
    let addresses: PublicAddresses
    private let finder: TextFinder

    /// Something that the public was told and must not be.
    package struct Leak: Sendable, Hashable, CustomStringConvertible {
        package let request: String
        package let value: String

        package var description: String { "\(request) tells “\(value)”" }
    }

    /// What came of asking.
    package struct Findings: Sendable, CustomStringConvertible {
        /// Codes that were asked about.
        package fileprivate(set) var codes = 0
        /// Fields of events that were asked for.
        package fileprivate(set) var fields = 0
        package fileprivate(set) var requests = 0
        /// Events whose proofs were asked for.
        package fileprivate(set) var proofs = 0
        fileprivate var told: Set<Leak> = []

        /// What was told, in order.
        package var leaks: [Leak] { told.sorted { ($0.request, $0.value) < ($1.request, $1.value) } }

        package var description: String {
            "\(codes) codes and \(fields) fields asked for in \(requests) requests, \(proofs) proofs: \(told.count) leaks"
        }

        fileprivate mutating func add(_ other: Findings) {
            codes += other.codes
            fields += other.fields
            requests += other.requests
            proofs += other.proofs
            told.formUnion(other.told)
        }
    }

    /// - Parameter client: asks as the public does.
    package init(
        _ events: [Event],
        book: ProfileBook,
        also other: OtherTexts = OtherTexts(),
        client: WebClient
    ) {
        secrets = SecretValues(events, book: book, also: other)
        self.client = client
        addresses = PublicAddresses(client.readable)
        finder = TextFinder(secrets.texts)
    }

    /// Asks everything about everything in the events.
    ///
    /// - Throws: what the application throws; an error that it answers with is an answer.
    package func ask() async throws -> Findings {
        var all = Findings()
        for part in try await inParallel(topics(), ask) { all.add(part) }
        return all
    }

    /// Does something with each of many things, some at once.
    func inParallel<Item: Sendable, Outcome: Sendable>(
        _ items: [Item],
        _ work: @escaping @Sendable (Item) async throws -> Outcome
    ) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: [Outcome].self) { group in
            let workers = 4
            for worker in 0..<workers {
                group.addTask {
                    var outcomes: [Outcome] = []
                    for index in stride(from: worker, to: items.count, by: workers) {
                        outcomes.append(try await work(items[index]))
                    }
                    return outcomes
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

extension LeakProbe {
    /// Something to ask about.
    private enum Topic: Sendable {
        case general, proofs
        case shown(String, PublicAddresses.Width)
        case hidden(String, PublicAddresses.Width)
        case field(HiddenField)
    }

    private func topics() -> [Topic] {
        var kinds: Set<String> = []
        func width(_ text: String, _ kind: String) -> PublicAddresses.Width {
            let code = CanonicalCode.identify(text)
            if kinds.insert(kind).inserted { return .oneOfAll }
            return kinds.insert("\(kind) \(code.scheme.id) \(code.level)").inserted ? .oneOfAKind : .everyCode
        }
        return [.general, .proofs]
            + secrets.publicCodes.sorted().map { .shown($0, width($0, "shown")) }
            + secrets.identifiers.sorted().map { .hidden($0, width($0, "hidden")) }
            + secrets.fields.map(Topic.field)
    }

    private func ask(_ topic: Topic) async throws -> Findings {
        var findings = Findings()
        switch topic {
        case .general: try await ask(PublicRequest.general, .oneOfAll, &findings)
        case .proofs: try await askForProofs(&findings)
        case .shown(let text, let width):
            let code = CanonicalCode.identify(text)
            findings.codes += 1
            var requests = addresses.requests(about: code, as: text, width)
            requests += PublicRequest.queries(["MATCH_anyEPC", "MATCH_anyEPCClass"], text, .anything)
            if [.party, .place].contains(code.level) {
                requests += PublicRequest.queries(PublicRequest.partyQueries, text, .noStage)
            }
            try await ask(requests, width, &findings)
        case .hidden(let text, let width):
            findings.codes += 1
            let code = CanonicalCode.identify(text)
            var requests = addresses.requests(about: code, as: text, width)
            for index in requests.indices {
                let isOpen = isRegistered(code) && Self.isEntry(requests[index].path, of: code)
                requests[index].expectation = isOpen ? .entry : .nothing
            }
            requests += PublicRequest.queries(PublicRequest.identifierQueries, text, .nothing)
            try await ask(requests, width, &findings)
        case .field(let field):
            findings.fields += 1
            try await ask(PublicRequest.queries(field), .everyCode, &findings)
        }
        return findings
    }

    /// The proof of every event of which the public knows.
    private func askForProofs(_ findings: inout Findings) async throws {
        var next: String? = "/epcis/events?perPage=200"
        while let path = next {
            let page = try await client.send(.get, path)
            for event in Self.events(page) {
                let id = PublicRequest.encoded(event.eventID ?? "")
                try await ask(
                    [PublicRequest(path: "/log/proof/inclusion?event=\(id)", forms: [])],
                    .everyCode,
                    &findings
                )
                findings.proofs += 1
            }
            next = Self.next(page)
        }
    }

    /// What a firm is called everybody may know, also where its part in an event is not public.
    private func isRegistered(_ code: TraceCode) -> Bool {
        code.level == .party && !secrets.isHidden(code.canonical)
    }

    private static func isEntry(_ path: String, of code: TraceCode) -> Bool {
        path.hasPrefix(code.path) || path.hasPrefix("/api/v1/registry/subject/")
    }

    private func ask(
        _ requests: [PublicRequest],
        _ width: PublicAddresses.Width,
        _ findings: inout Findings
    ) async throws {
        for request in requests {
            let answer = try await client.send(.get, request.path, headers: request.headers)
            try check(answer, "GET " + request.path, request, &findings)
            var next = Self.next(answer)
            while let path = next {
                let page = try await client.send(.get, path, headers: request.headers)
                try check(page, "GET " + path, request, &findings)
                next = Self.next(page)
            }
            // A HEAD is answered by what answers the GET, and the others before the code is read.
            guard width != .everyCode else { continue }
            for method in [HTTPRequest.Method.head, .options, .post, .put, .delete] {
                let answer = try await client.send(method, request.path, headers: request.headers)
                try check(answer, "\(method) \(request.path)", request, &findings)
            }
        }
    }

    private static func next(_ answer: WebAnswer) -> String? {
        guard let link = answer.header("Link"), link.contains("rel=\"next\""),
            let start = link.firstRange(of: "/epcis"), let end = link.firstIndex(of: ">")
        else { return nil }
        return String(link[start.lowerBound..<end])
    }

    private func check(
        _ answer: WebAnswer,
        _ name: String,
        _ request: PublicRequest,
        _ findings: inout Findings
    ) throws {
        findings.requests += 1
        let headers = answer.headers.map(\.value).joined(separator: "\n")
        let told = finder.found(in: answer.body + [0] + Array(headers.utf8))
        if !told.isEmpty {
            let path = PublicRequest.decoded(request.path)
            let asked = ([path, PublicRequest.decoded(path)] + request.forms).joined(separator: "\n")
            for value in told where !asked.contains(value) {
                findings.told.insert(Leak(request: name, value: value))
            }
        }
        switch request.expectation {
        case .anything: break
        case .nothing where Self.found(answer):
            findings.told.insert(Leak(request: name, value: "that there is something"))
        case .noStage where Self.events(answer).contains { ProfileBook.stageReference(of: $0) != nil }:
            findings.told.insert(Leak(request: name, value: "something of what a stage hides"))
        case .entry where Self.tellsRecords(answer):
            findings.told.insert(Leak(request: name, value: "that something is recorded"))
        case .nothing, .noStage, .entry: break
        }
        if request.forms.isEmpty, request.expectation == .anything {
            for event in Self.events(answer) {
                for excess in secrets.excess(in: event) {
                    findings.told.insert(Leak(request: name, value: "\(event.eventID ?? ""): \(excess)"))
                }
            }
        }
    }

    /// Whether an answer says that there is something: events, a record, a list.
    private static func found(_ answer: WebAnswer) -> Bool {
        guard answer.status == 200, !answer.body.isEmpty else { return false }
        if answer.header("Content-Type")?.hasPrefix("application/linkset") == true { return false }
        guard let document = try? EPCISJSON.document(answer.body) else { return true }
        return !document.events.isEmpty
    }

    /// Whether an answer about a code of its own says that an event names it.
    private static func tellsRecords(_ answer: WebAnswer) -> Bool {
        guard answer.status == 200 else { return false }
        let isPage = answer.header("Content-Type")?.hasPrefix("text/html") ?? false
        return isPage && !answer.body.isEmpty || answer.text.contains("\"hasEvents\":true")
    }

    private static func events(_ answer: WebAnswer) -> [Event] {
        guard answer.status == 200, !answer.body.isEmpty else { return [] }
        return (try? EPCISJSON.document(answer.body))?.events ?? []
    }
}
