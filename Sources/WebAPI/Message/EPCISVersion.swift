// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes

/// A version of EPCIS or CBV as headers name it; what follows the second number makes no difference here.
struct EPCISVersion: Comparable, Sendable {
    let major: Int
    let minor: Int

    static let oneTwo = EPCISVersion(major: 1, minor: 2)
    static let two = EPCISVersion(major: 2, minor: 0)

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// - Throws: a problem for what does not look like `2.0.0`.
    init(_ text: String, header: HTTPField.Name) throws(Problem) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard !parts.isEmpty, parts.allSatisfy({ $0 ?? -1 >= 0 }), let major = parts[0] else {
            throw .invalid("\(header.canonicalName) is a version such as 2.0.0, not “\(text)”")
        }
        self.init(major: major, minor: parts.count > 1 ? parts[1] ?? 0 : 0)
    }

    static func < (left: EPCISVersion, right: EPCISVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// The newest version that the server has and the client takes, by the headers `…-Min` and `…-Max`.
    ///
    /// - Throws: a problem with status 406 where there is none.
    static func negotiated(
        _ call: Call,
        min: HTTPField.Name = .epcisMin,
        max: HTTPField.Name = .epcisMax
    ) throws(Problem) -> EPCISVersion {
        let least = call.header(min)
        let most = call.header(max)
        if least == nil, most == nil { return .two }
        let lower = try least.map { text throws(Problem) in try EPCISVersion(text, header: min) } ?? .oneTwo
        let upper = try most.map { text throws(Problem) in try EPCISVersion(text, header: max) } ?? .two
        guard let version = [two, oneTwo].first(where: { lower <= $0 && $0 <= upper }) else {
            throw .notAcceptable(
                "this server has the versions 1.2 (XML) and 2.0: none of them is in the range asked for"
            )
        }
        return version
    }

    /// Checks the versions that a message says it has.
    static func checkMessage(_ call: Call) throws(Problem) {
        for header in [HTTPField.Name.epcisVersion, .cbvVersion] {
            guard let text = call.header(header) else { continue }
            let version = try EPCISVersion(text, header: header)
            guard version == .two || version == .oneTwo else {
                throw .notAcceptable("this server takes the versions 1.2 and 2.0, not \(text)")
            }
        }
    }
}
