// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import TraceCodes
import TraceText

/// Something that the public may ask, and what must come of it.
struct PublicRequest: Sendable {
    let path: String
    var headers: HTTPFields = [:]
    /// How the code that is asked about may be written; what he said himself the asker may hear again.
    var forms: [String] = []
    var expectation = Expectation.anything

    enum Expectation {
        case anything
        /// That there is nothing.
        case nothing
        /// What master data and the registry say, and no event.
        case entry
        /// No event that records a stage: the condition is one on what such events hide.
        case noStage
    }

    static func accept(_ type: String) -> HTTPFields { [.accept: type] }

    static func encoded(_ text: String) -> String { PercentEncoding.escape(text.utf8, .path) }

    static func decoded(_ text: String) -> String {
        String(decoding: PercentEncoding.unescape(Array(text.utf8)), as: UTF8.self)
    }

    /// How a code is written in addresses and answers, the longest first.
    static func forms(of code: TraceCode) -> [String] {
        [
            encoded(code.path), encoded(code.canonical), code.canonical, code.path,
            code.elementString ?? code.canonical, code.plainText,
            // Of a lot or serial number its product.
            String(code.path.split(separator: "/").dropFirst().first ?? ""),
        ]
    }
}

extension PublicRequest {
    /// What names no code: lists, and questions whose answers are in what is hidden.
    static let general: [PublicRequest] = {
        let paths = [
            "/", "/?lang=en", "/search", "/epcis", "/epcis/capture", "/health/ready", "/metrics",
            "/standards",
            "/.well-known/gs1resolver", "/epcis/events?perPage=500",
            "/epcis/events?orderBy=recordTime&orderDirection=ASC&perPage=107", "/api/v1/alarms",
            "/epcis/events?EXISTS_bizTransaction=&perPage=50", "/api/v1/code-ranges",
            "/api/v1/market-access/block-list", "/api/v1/registry/subject", "/api/v1/registry/place",
        ]
        let lists = ["epcs", "bizSteps", "bizLocations", "readPoints", "dispositions", "eventTypes"]
        let conditions = [
            "GE_quantity=0", "EXISTS_sensorElementList=true", "GE_value_CEL=-300", "EXISTS_qs:operator=",
            "HASATTR_source=urn:epcglobal:cbv:mda%23name", "HASATTR_destination=urn:epcglobal:cbv:mda%23name",
        ]
        return paths.map { PublicRequest(path: $0) }
            + lists.map { PublicRequest(path: "/epcis/\($0)?perPage=50") }
            + conditions.map {
                PublicRequest(path: "/epcis/events?perPage=500&" + $0, headers: terms, expectation: .noStage)
            } + [PublicRequest(path: "/epcis/events?perPage=500", headers: accept("application/xml"))]
    }()

    /// The parameters that find events by an identifier.
    static let identifierQueries =
        [
            "MATCH_anyEPC", "MATCH_anyEPCClass", "MATCH_epc", "MATCH_epcClass", "MATCH_parentID",
            "MATCH_inputEPC", "MATCH_outputEPC", "EQ_readPoint", "EQ_bizLocation", "WD_readPoint",
            "WD_bizLocation", "EQ_bizTransaction_po", "EQ_eventID", "EQ_transformationID",
        ] + partyQueries

    /// The same for parties, whose part in a stage only its subject tells.
    static let partyQueries = ["source", "destination"].flatMap { side in
        ["possessing_party", "owning_party", "location"].map { "EQ_\(side)_\($0)" }
    }

    /// An identifier under each of some parameters.
    static func queries(
        _ parameters: [String],
        _ identifier: String,
        _ expectation: Expectation
    ) -> [PublicRequest] {
        let forms = Self.forms(of: CanonicalCode.identify(identifier))
        return parameters.map {
            PublicRequest(
                path: "/epcis/events?\($0)=\(encoded(identifier))",
                forms: forms,
                expectation: expectation
            )
        }
    }

    /// A field that is not public, with its value or without, asked for where it is.
    static func queries(_ field: HiddenField) -> [PublicRequest] {
        var path = "=" + encoded(field.value ?? "true")
        for (name, time) in [("GE_eventTime", field.time), ("LT_eventTime", field.time + 1)] {
            path += "&\(name)=\(encoded(Timestamp(milliseconds: time).text))"
        }
        if let unit = field.unit { path += "&MATCH_\(unit.parameter)=\(encoded(unit.code))" }
        let conditions =
            field.value == nil ? ["EXISTS_", "EXISTS_INNER_"] : ["EQ_", "EQ_INNER_", "EQ_ILMD_"]
        return conditions.map {
            PublicRequest(
                path: "/epcis/events?\($0)\(encoded(field.name))\(path)",
                headers: terms,
                expectation: .nothing
            )
        }
    }

    /// The namespace of the profiles' fields.
    private static let terms: HTTPFields =
        HTTPField.Name("GS1-Extensions").map { [$0: "qs=\(ChainTerms.namespace)"] } ?? [:]
}
