// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird

/// The headers of EPCIS 2.0 REST that this server sends, made once.
enum GS1Headers {
    /// Of every answer.
    static let versions: HTTPFields = [.epcisVersion: "2.0.0", .cbvVersion: "2.0.0"]

    /// Of an answer with JSON about events.
    static let json: HTTPFields = with(contentType: "application/json")

    /// Namespaces of fields that this server itself writes and understands.
    private static let extensions = "cbvmda=urn:epcglobal:cbv:mda:,qiongsu=urn:qiongsu:mda#"

    static func with(contentType: String) -> HTTPFields {
        var headers = versions
        headers[.contentType] = contentType
        return headers
    }

    /// The answer to OPTIONS, for clients that look around and for browsers that ask whether they may.
    static func options(
        allow methods: [HTTPRequest.Method],
        for head: HTTPRequest,
        limits: WebLimits
    ) -> Response {
        var names = methods.map(\.rawValue)
        if names.contains("GET") { names.append("HEAD") }
        names.append("OPTIONS")
        var headers = versions
        headers[.allow] = names.joined(separator: ", ")
        headers[.epcisMin] = "1.2.0"
        headers[.epcisMax] = "2.0.0"
        headers[.cbvMin] = "1.2.0"
        headers[.cbvMax] = "2.0.0"
        headers[.epcFormat] = "No_Preference, Always_GS1_Digital_Link, Always_EPC_URN, Never_Translates"
        headers[.cbvXMLFormat] = "No_Preference, Always_Web_URI, Always_URN, Never_Translates"
        headers[.extensions] = extensions
        headers[.vendorVersion] = "Qiongsu"
        headers[.errorBehaviour] = "all"
        add(limits, to: &headers)
        if head.headerFields[.requestMethod] != nil {
            headers[.allowMethods] = names.joined(separator: ", ")
            headers[.allowHeaders] = CrossOrigin.requestHeaders
            headers[.maxAge] = "3600"
        }
        return Response(status: .noContent, headers: headers)
    }

    static func add(_ limits: WebLimits, to headers: inout HTTPFields) {
        headers[.captureLimit] = String(limits.events)
        headers[.captureSizeLimit] = String(limits.body)
    }
}

/// What pages of other sites may do and see (CORS): everything that needs no credential of a browser.
enum CrossOrigin {
    /// Request headers that they may set.
    static let requestHeaders = """
        Accept, Authorization, Content-Type, GS1-EPCIS-Version, GS1-CBV-Version, GS1-EPCIS-Min, GS1-EPCIS-Max, \
        GS1-CBV-Min, GS1-CBV-Max, GS1-Extensions, GS1-EPC-Format, GS1-CBV-XML-Format, GS1-Capture-Error-Behaviour, \
        GS1-EPCIS-Capture-Error-Behaviour
        """
    private static let exposed = """
        Location, Link, Allow, Retry-After, GS1-EPCIS-Version, GS1-EPCIS-Min, GS1-EPCIS-Max, GS1-CBV-Version, \
        GS1-CBV-Min, GS1-CBV-Max, GS1-EPC-Format, GS1-CBV-XML-Format, GS1-Extensions, GS1-Vendor-Version, \
        GS1-Capture-Error-Behaviour, GS1-EPCIS-Capture-Limit, GS1-EPCIS-Capture-File-Size-Limit, \
        GS1-Next-Page-Token-Expires
        """

    static func decorate(_ response: inout Response, for head: HTTPRequest) {
        guard head.headerFields[.origin] != nil else { return }
        response.headers[.allowOrigin] = "*"
        response.headers[.exposeHeaders] = exposed
    }
}
