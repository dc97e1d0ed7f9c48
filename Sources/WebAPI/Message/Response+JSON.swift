// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceText

extension Response {
    /// An answer with the JSON value that the closure writes.
    ///
    /// - Parameter headers: those beside the type of the content.
    static func json(
        _ status: HTTPResponse.Status = .ok,
        _ headers: HTTPFields = [:],
        type: String = "application/json",
        _ write: (inout JSONWriter) -> Void
    ) -> Response {
        var writer = JSONWriter()
        write(&writer)
        return json(status, headers, type: type, bytes: writer.bytes)
    }

    /// An answer with JSON that is already written.
    static func json(
        _ status: HTTPResponse.Status = .ok,
        _ headers: HTTPFields = [:],
        type: String = "application/json",
        bytes: [UInt8]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(status: status, headers: headers, body: ResponseBody(bytes))
    }
}

extension HTTPFields {
    /// Of answers to who runs the platform: nobody on the way keeps them.
    static let unkept: HTTPFields = [.cacheControl: "no-store"]
}
