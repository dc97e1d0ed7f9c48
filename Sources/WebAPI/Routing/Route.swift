// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird

/// One method of one resource: who may call it and what it does.
struct Route: Sendable {
    typealias Handler = @Sendable (Call) async throws -> Response

    let method: HTTPRequest.Method
    /// Segments between slashes; `{}` stands for any one segment, a last `{…}` for everything that is left.
    let pattern: String
    let access: Access
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ pattern: String, _ access: Access, _ handler: @escaping Handler) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.handler = handler
    }
}

/// Who may call a route.
enum Access: Sendable {
    /// Anybody; who shows the API token, or asks on this machine where none is set, is told more
    /// (``Caller/audience``).
    case anyone
    /// Who shows the API token; where none is set, everybody on this machine.
    case writer
}
