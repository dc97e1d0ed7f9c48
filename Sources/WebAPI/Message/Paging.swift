// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Crypto
import HTTPTypes
import TraceLedger
import TraceText

/// What a client asks of paging, and the rest of the query without it.
struct Paging: Sendable {
    let size: Int
    let token: String?
    /// The other items, raw.
    let others: [(name: Substring, value: Substring)]

    /// - Throws: a problem with the type `QueryParameterException`.
    init(_ call: Call, limits: WebLimits) throws(Problem) {
        var size = limits.page.standard
        var token: String?
        var others: [(name: Substring, value: Substring)] = []
        for item in Address.items(of: call.query) {
            switch item.name {
            case "perPage":
                guard let asked = Int(item.value), asked > 0 else {
                    throw .parameter("perPage: is a whole number greater than 0, not “\(item.value)”")
                }
                size = min(asked, limits.page.greatest)
            case "nextPageToken": token = item.value.isEmpty ? nil : try Address.decoded(item.value)
            default: others.append(item)
            }
        }
        guard others.count <= limits.queryItems else {
            throw .parameter("an address has \(limits.queryItems) query parameters at most")
        }
        self.size = size
        self.token = token
        self.others = others
    }

    /// The parameters beside paging, decoded.
    func arguments() throws(Problem) -> [QueryArgument] {
        var arguments: [QueryArgument] = []
        for item in others {
            arguments.append(
                QueryArgument(try Address.decoded(item.name), joined: try Address.decoded(item.value))
            )
        }
        return arguments
    }

    /// Refuses parameters where a resource has none but paging.
    func refuseOthers() throws(Problem) {
        if let first = others.first {
            throw .parameter("\(first.name): this resource takes perPage and nextPageToken")
        }
    }

    /// Adds the address of the next page.
    func addNext(
        _ token: String,
        expires: Int64,
        to headers: inout HTTPFields,
        _ call: Call,
        _ settings: WebSettings
    ) {
        var items = others.map { $0.value.isEmpty ? String($0.name) : "\($0.name)=\($0.value)" }
        items.append("perPage=\(size)")
        items.append("nextPageToken=\(token)")
        let address = call.origin(settings) + call.path + "?" + items.joined(separator: "&")
        headers[.link] = "<\(address)>; rel=\"next\""
        headers[.tokenExpires] = Timestamp(milliseconds: expires).text
    }
}

/// Where the next page of a list begins: after a value. Opaque, checked, and only for a time.
struct ListToken: Sendable {
    /// The list that it belongs to.
    let list: String
    let after: String
    /// Milliseconds since 1970.
    let expires: Int64

    static let lifetime: Int64 = 3_600_000

    init(list: String, after: String, now: Int64) {
        self.list = list
        self.after = after
        expires = now + Self.lifetime
    }

    /// Nil for a text that is no such token.
    init?(_ text: String) {
        guard let bytes = Hex.bytes(text), bytes.count > 8 else { return nil }
        let body = bytes.dropLast(8)
        guard Self.check(body).elementsEqual(bytes.suffix(8)) else { return nil }
        let parts = body.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let expires = Int64(String(decoding: parts[0], as: UTF8.self)) else {
            return nil
        }
        self.expires = expires
        list = String(decoding: parts[1], as: UTF8.self)
        after = String(decoding: parts[2], as: UTF8.self)
    }

    var text: String {
        let body = Array("\(expires)\0\(list)\0\(after)".utf8)
        return Hex.string(body + Self.check(body))
    }

    /// The value after which a page of a list begins.
    static func position(_ text: String?, list: String, now: Int64) throws(Problem) -> String? {
        guard let text else { return nil }
        guard let token = ListToken(text), token.list == list else {
            throw .parameter(
                "nextPageToken: is not one of this list: follow the Link of the page before as it is"
            )
        }
        guard token.expires > now else {
            throw .parameter("nextPageToken: has expired: ask for the first page again")
        }
        return token.after
    }

    private static func check(_ body: some Sequence<UInt8>) -> [UInt8] {
        Array(SHA256.hash(data: Array("list".utf8) + body).prefix(8))
    }
}
