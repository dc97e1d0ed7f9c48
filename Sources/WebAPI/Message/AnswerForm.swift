// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import TraceCodes
import TraceEvents

/// The form in which a client wants events: media type, version, identifiers, vocabulary.
struct AnswerForm: Sendable {
    let mediaType: String
    let version: EPCISVersion
    let identifiers: IdentifierForm
    let vocabulary: VocabularyForm

    private static let offers = ["application/json", "application/ld+json", "application/xml", "text/xml"]

    var isXML: Bool { mediaType.hasSuffix("xml") }

    /// - Throws: a problem with status 406 or 400.
    init(_ call: Call, companyPrefixes: CompanyPrefixTable) throws(Problem) {
        guard let type = MediaRange.best(of: Self.offers, in: MediaRange.list(call.header(.accept))) else {
            throw .notAcceptable("events are given as \(Self.offers.joined(separator: ", "))")
        }
        version = try EPCISVersion.negotiated(call)
        _ = try EPCISVersion.negotiated(call, min: .cbvMin, max: .cbvMax)
        guard version == .two || type.hasSuffix("xml") else {
            throw .notAcceptable("EPCIS before 2.0 is given as XML only")
        }
        mediaType = type
        identifiers = try Self.identifiers(call.header(.epcFormat), companyPrefixes)
        vocabulary = try Self.vocabulary(call.header(.cbvXMLFormat), version)
    }

    /// The document in this form.
    func write(_ document: EPCISDocument) -> [UInt8] {
        guard isXML else { return EPCISJSON.write(document, identifiers: identifiers) }
        return EPCISXML.write(
            document,
            version: version == .two ? .v2_0 : .v1_2,
            vocabulary: vocabulary,
            identifiers: identifiers
        )
    }

    static func identifiers(
        _ header: String?,
        _ companyPrefixes: CompanyPrefixTable
    ) throws(Problem) -> IdentifierForm {
        switch header {
        case nil, "Always_GS1_Digital_Link": return .digitalLink
        case "No_Preference", "Never_Translates": return .asSent
        case "Always_EPC_URN": return .urn(companyPrefixes)
        case let other?:
            throw .notAcceptable(
                "GS1-EPC-Format is No_Preference, Always_GS1_Digital_Link, Always_EPC_URN or Never_Translates, not “\(other)”"
            )
        }
    }

    private static func vocabulary(_ header: String?, _ version: EPCISVersion) throws(Problem)
        -> VocabularyForm
    {
        switch header {
        case "Always_Web_URI": return .webURI
        case "Always_URN": return .urn
        case nil, "No_Preference", "Never_Translates": return version == .two ? .webURI : .urn
        case let other?:
            throw .notAcceptable(
                "GS1-CBV-XML-Format is No_Preference, Always_Web_URI, Always_URN or Never_Translates, not “\(other)”"
            )
        }
    }
}
