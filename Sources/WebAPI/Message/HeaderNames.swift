// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes

extension HTTPField.Name {
    static let epcisVersion = literal("GS1-EPCIS-Version")
    static let epcisMin = literal("GS1-EPCIS-Min")
    static let epcisMax = literal("GS1-EPCIS-Max")
    static let cbvVersion = literal("GS1-CBV-Version")
    static let cbvMin = literal("GS1-CBV-Min")
    static let cbvMax = literal("GS1-CBV-Max")
    static let extensions = literal("GS1-Extensions")
    static let epcFormat = literal("GS1-EPC-Format")
    static let cbvXMLFormat = literal("GS1-CBV-XML-Format")
    static let errorBehaviour = literal("GS1-Capture-Error-Behaviour")
    /// What Oliot and its clients send.
    static let epcisErrorBehaviour = literal("GS1-EPCIS-Capture-Error-Behaviour")
    static let captureLimit = literal("GS1-EPCIS-Capture-Limit")
    static let captureSizeLimit = literal("GS1-EPCIS-Capture-File-Size-Limit")
    static let vendorVersion = literal("GS1-Vendor-Version")
    static let tokenExpires = literal("GS1-Next-Page-Token-Expires")
    static let link = literal("Link")
    static let requestMethod = literal("Access-Control-Request-Method")
    static let allowOrigin = literal("Access-Control-Allow-Origin")
    static let allowMethods = literal("Access-Control-Allow-Methods")
    static let allowHeaders = literal("Access-Control-Allow-Headers")
    static let exposeHeaders = literal("Access-Control-Expose-Headers")
    static let maxAge = literal("Access-Control-Max-Age")
    static let contentTypeOptions = literal("X-Content-Type-Options")

    static let forwarded = literal("Forwarded")
    static let forwardedFor = literal("X-Forwarded-For")
    static let realIP = literal("X-Real-IP")

    private static func literal(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a field name") }
        return name
    }
}
