// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceLedger

/// A request on its way to a handler.
struct Call: Sendable {
    let head: HTTPRequest
    let body: RequestBody
    /// As it came, percent-encoded.
    let path: String
    let query: Substring?
    /// What stands for the `{}` of the route's pattern, as it came.
    let parameters: [String]
    let caller: Caller

    func header(_ name: HTTPField.Name) -> String? { head.headerFields[name] }

    /// The first query item of a name, decoded.
    func item(_ name: String, plusIsSpace: Bool = false) throws(Problem) -> String? {
        for item in Address.items(of: query) where item.name == name {
            return try Address.decoded(item.value, plusIsSpace: plusIsSpace)
        }
        return nil
    }

    /// A path parameter, decoded.
    func parameter(_ index: Int) throws(Problem) -> String { try Address.decoded(parameters[index]) }
}
