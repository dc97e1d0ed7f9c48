// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import TraceLedger

/// Decides who a caller is and whether he may do what a route does.
struct AccessCheck: Sendable {
    private let token: [UInt8]?
    private static let writer = Caller(name: "token", mayWrite: true)
    private static let local = Caller(name: "local", mayWrite: true)

    init(token: String?) {
        self.token = token.map { Array($0.utf8) }
    }

    /// - Throws: a problem with status 401 or 403.
    func caller(of head: HTTPRequest, for access: Access) throws(Problem) -> Caller {
        guard let token else {
            guard access == .writer else { return isFromHere(head) ? Self.local : .anonymous }
            try checkOrigin(of: head)
            return Self.local
        }
        let shown = head.headerFields[.authorization] ?? ""
        guard shown.prefix(7).lowercased() == "bearer " else {
            // Another scheme is the business of a proxy before us.
            if access == .anyone { return .anonymous }
            throw Problem.unauthorized("an API token is needed: Authorization: Bearer …")
        }
        guard Self.areEqual(Array(shown.dropFirst(7).utf8), token) else {
            throw Problem.unauthorized("the API token is wrong")
        }
        return Self.writer
    }

    /// Without a token everybody on this machine may write, but no page of another site in somebody's browser:
    /// it would send an `Origin` of its own, or reach us under a name of its own.
    private func checkOrigin(of head: HTTPRequest) throws(Problem) {
        guard let origin = head.headerFields[.origin] else {
            // A page that reads from what it takes for its own site sends no origin.
            guard head.method != .get && head.method != .head || isToLocalName(head) else {
                throw .unauthorized("under this name the server tells this only with an API token")
            }
            return
        }
        guard isToLocalName(head), origin.hasSuffix("://" + (head.authority ?? "")) else {
            throw Problem(
                .forbidden,
                .security,
                "pages of other sites may write only to a server that is set up with an API token"
            )
        }
    }

    /// Whether a request comes from this machine and not through a proxy on it.
    private func isFromHere(_ head: HTTPRequest) -> Bool {
        guard !Self.proxyMarks.contains(where: { head.headerFields[$0] != nil }) else { return false }
        do throws(Problem) {
            try checkOrigin(of: head)
            return true
        } catch {
            return false
        }
    }

    private func isToLocalName(_ head: HTTPRequest) -> Bool {
        Self.localNames.contains((head.authority ?? "").lowercased().droppingPort)
    }

    private static let proxyMarks: [HTTPField.Name] = [.via, .forwarded, .forwardedFor, .realIP]
    private static let localNames: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

    /// Takes the same time wherever the texts differ.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        var difference = left.count ^ right.count
        for index in right.indices {
            difference |= Int(right[index] ^ (index < left.count ? left[index] : 0))
        }
        return difference == 0
    }
}

extension String {
    fileprivate var droppingPort: String {
        guard let colon = lastIndex(of: ":"), self[index(after: colon)...].allSatisfy(\.isNumber) else {
            return self
        }
        return String(self[..<colon])
    }
}
