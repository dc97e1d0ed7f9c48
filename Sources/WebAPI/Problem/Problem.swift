// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import TraceText

/// Why a request is not answered as asked, as a problem document (RFC 9457).
struct Problem: Error, Sendable {
    var status: HTTPResponse.Status
    var type: ExceptionType
    /// What is wrong and what would be right.
    var detail: String
    var faults: [Fault] = []
    /// Seconds after which to try again.
    var retryAfter: Int?
    /// Methods that the resource has, where that was the matter.
    var allowed: [HTTPRequest.Method] = []
    /// Limits that were passed, where that was the matter.
    var captureLimits: WebLimits?

    init(_ status: HTTPResponse.Status, _ type: ExceptionType, _ detail: String, faults: [Fault] = []) {
        self.status = status
        self.type = type
        self.detail = detail
        self.faults = faults
    }

    /// One of several things that are wrong.
    struct Fault: Sendable {
        let code: String
        let pointer: String?
        let position: TextPosition?
        let detail: String
    }

    /// The exceptions of EPCIS 2.0 REST; the raw value follows `epcisException:`.
    enum ExceptionType: String, Sendable {
        case validation = "ValidationException"
        case queryParameter = "QueryParameterException"
        case security = "SecurityException"
        case noSuchName = "NoSuchNameException"
        case noSuchResource = "NoSuchResourceException"
        case notAcceptable = "NotAcceptableException"
        case alreadyExists = "ResourceAlreadyExistsException"
        case captureLimit = "CaptureLimitExceededException"
        case queryTooLarge = "QueryTooLargeException"
        case queryTooComplex = "QueryTooComplexException"
        case addressTooLong = "URITooLongException"
        case unsupportedMediaType = "UnsupportedMediaTypeException"
        case implementation = "ImplementationException"

        /// What the exception says in general.
        var title: String {
            switch self {
            case .validation: "The request is not valid"
            case .queryParameter: "A query parameter is not valid"
            case .security: "The caller may not do this"
            case .noSuchName: "There is nothing of this name"
            case .noSuchResource: "There is no such resource"
            case .notAcceptable: "The answer cannot be given in the form asked for"
            case .alreadyExists: "There is such a resource already"
            case .captureLimit: "The capture is larger than this server takes"
            case .queryTooLarge: "The answer has more events than allowed"
            case .queryTooComplex: "The query is too much work for one request"
            case .addressTooLong: "The address is too long"
            case .unsupportedMediaType: "The content type is not supported"
            case .implementation: "The server cannot do this"
            }
        }
    }
}

extension Problem {
    static let overloaded: Problem = {
        var problem = Problem(
            .serviceUnavailable,
            .implementation,
            "the server is busy: try again in a moment"
        )
        problem.retryAfter = 1
        return problem
    }()

    static func addressTooLong(limit: Int) -> Problem {
        Problem(
            .init(code: 414, reasonPhrase: "URI Too Long"),
            .addressTooLong,
            "an address has \(limit) bytes at most"
        )
    }

    static func wrongMethod(allowed: [HTTPRequest.Method]) -> Problem {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, .implementation, "this resource takes \(names)")
        problem.allowed = allowed
        return problem
    }

    static func noResource(_ detail: String) -> Problem { Problem(.notFound, .noSuchResource, detail) }
    static func invalid(_ detail: String) -> Problem { Problem(.badRequest, .validation, detail) }
    static func parameter(_ detail: String) -> Problem { Problem(.badRequest, .queryParameter, detail) }
    static func notAcceptable(_ detail: String) -> Problem { Problem(.notAcceptable, .notAcceptable, detail) }
    static func unauthorized(_ detail: String) -> Problem { Problem(.unauthorized, .security, detail) }

    static func tooLarge(_ limits: WebLimits, _ detail: String) -> Problem {
        var problem = Problem(.init(code: 413, reasonPhrase: "Content Too Large"), .captureLimit, detail)
        problem.captureLimits = limits
        return problem
    }
}
