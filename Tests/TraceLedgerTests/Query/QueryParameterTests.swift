// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents
import TraceLedger
import TraceText

struct QueryParameterTests {
    /// One event with everything that parameters ask about.
    private static let event = """
        {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://ex.example/ns/"}],
        "type":"ObjectEvent","eventID":"urn:uuid:0001","eventTime":"2026-02-03T04:05:06.789+08:00",
        "eventTimeZoneOffset":"+08:00","action":"ADD","bizStep":"commissioning","disposition":"active",
        "persistentDisposition":{"set":["completeness_verified"],"unset":["completeness_inferred"]},
        "epcList":["urn:epc:id:sgtin:6901231.012345.1"],
        "quantityList":[{"epcClass":"urn:epc:class:lgtin:6901231.012345.L1","quantity":20,"uom":"KGM"}],
        "readPoint":{"id":"urn:epc:id:sgln:6901231.00001.0","ex:dock":"7"},
        "bizLocation":{"id":"urn:epc:id:sgln:6901231.00002.0","ex:zone":{"ex:row":"B"}},
        "bizTransactionList":[{"type":"po","bizTransaction":"urn:epcglobal:cbv:bt:6901231000000:1"}],
        "sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:6901231.00003"}],
        "destinationList":[{"type":"location","destination":"urn:epc:id:sgln:6901231.00004.0"}],
        "ilmd":{"cbvmda:lotNumber":"L1","ex:expiry":"2026-09-01","ex:farm":{"ex:plot":12}},
        "sensorElementList":[{"ex:chip":"c1",
        "sensorMetadata":{"time":"2026-02-03T04:00:00Z","deviceID":"urn:epc:id:giai:6901231.1","ex:battery":80,
        "startTime":"2026-02-03T03:00:00Z","endTime":"2026-02-03T04:00:00Z","bizRules":"https://ex.example/rules"},
        "sensorReport":[{"type":"Temperature","value":26,"uom":"CEL","minValue":20,"maxValue":30,"meanValue":25,
        "sDev":1,"percRank":50,"percValue":24,"ex:range":{"ex:from":1},"booleanValue":true,"stringValue":"ok",
        "hexBinaryValue":"F0","uriValue":"https://ex.example/v","microorganism":"https://ex.example/m",
        "chemicalSubstance":"https://ex.example/c","dataProcessingMethod":"https://ex.example/d"}]}],
        "ex:grade":3,"ex:note":{"ex:inner":"deep"},"ex:checked":true}
        """

    @Test(
        "A parameter finds the event that fulfils it",
        arguments: [
            "eventType=ObjectEvent", "GE_eventTime=2026-02-02T20:05:06.789Z",
            "LT_eventTime=2026-02-03T04:05:06.790+08:00",
            "LE_eventTime=2026-02-02T20:05:06.789Z", "GE_recordTime=2026-01-01T00:00:00Z",
            "EQ_action=DELETE|ADD",
            "EQ_bizStep=https://ref.gs1.org/cbv/BizStep-commissioning",
            "EQ_disposition=urn:epcglobal:cbv:disp:active",
            "EQ_persistentDisposition_set=completeness_verified",
            "EQ_persistentDisposition_unset=completeness_inferred",
            "EQ_readPoint=urn:epc:id:sgln:6901231.00001.0", "WD_readPoint=urn:epc:id:sgln:6901231.00001.0",
            "WD_bizLocation=urn:epc:id:sgln:6901231.00002.0", "MATCH_epc=urn:epc:idpat:sgtin:6901231.*.*",
            "MATCH_anyEPC=urn:epc:id:sgtin:6901231.012345.1",
            "MATCH_epcClass=urn:epc:class:lgtin:6901231.012345.L1",
            "MATCH_anyEPCClass=urn:epc:idpat:lgtin:6901231.012345.*", "EQ_quantity=20", "GT_quantity=19.5",
            "LE_quantity=20",
            "EQ_quantity_GRM=20000", "GE_quantity_KGM=20", "EQ_eventID=urn:uuid:0001",
            "EXISTS_sensorElementList=true",
            "EXISTS_sensorElementList=", "EXISTS_sensorElementList=1", "EXISTS_errorDeclaration=false",
            "EQ_type=Temperature", "EQ_deviceID=urn:epc:id:giai:6901231.1",
            "EQ_dataProcessingMethod=https://ex.example/d",
            "EQ_microorganism=https://ex.example/m", "EQ_chemicalSubstance=https://ex.example/c",
            "EQ_bizRules=https://ex.example/rules", "EQ_stringValue=ok", "EQ_booleanValue=true",
            "EQ_hexBinaryValue=f0",
            "EQ_uriValue=https://ex.example/v", "GE_time=2026-02-03T04:00:00Z",
            "LT_startTime=2026-02-03T03:00:01Z",
            "GE_endTime=2026-02-03T04:00:00Z", "GE_percRank=50", "GE_value_KEL=299.15", "LE_value_KEL=299.15",
            "EQ_value_KEL=299.15", "LT_value_FAH=79", "GE_minValue_CEL=20", "LT_maxValue_CEL=31",
            "EQ_meanValue_CEL=25",
            "EQ_sDev_KEL=1", "GT_percValue_CEL=23",
            "EQ_bizTransaction_po=urn:epcglobal:cbv:bt:6901231000000:1",
            "EQ_source_owning_party=urn:epc:id:pgln:6901231.00003",
            "EQ_destination_location=urn:epc:id:sgln:6901231.00004.0",
            "EQ_ex:grade=3", "GE_ex:grade=3", "LT_ex:grade=3.5", "EXISTS_ex:note=true", "EQ_ex:checked=true",
            "EQ_INNER_ex:inner=deep", "EQ_https://ex.example/ns/grade=3", "EQ_ILMD_cbvmda:lotNumber=L1",
            "EQ_ILMD_urn:epcglobal:cbv:mda#lotNumber=L1", "LT_ILMD_ex:expiry=2026-10-01",
            "GE_ILMD_ex:expiry=2026-09-01T00:00:00Z",
            "EXISTS_INNER_ILMD_ex:plot=true", "GT_INNER_ILMD_ex:plot=11", "EQ_readPoint_ex:dock=7",
            "EQ_INNER_bizLocation_ex:row=B", "EXISTS_SENSORELEMENT_ex:chip=",
            "GE_SENSORMETADATA_ex:battery=80",
            "EQ_INNER_SENSORREPORT_ex:from=1", "EXISTS_SENSORREPORT_ex:range=true",
        ]
    )
    func finds(parameter: String) async throws { #expect(try await count(parameter) == 1) }

    @Test(
        "A parameter passes over the event that does not fulfil it",
        arguments: [
            "eventType=AggregationEvent", "GE_eventTime=2026-02-02T20:05:06.790Z",
            "LT_eventTime=2026-02-02T20:05:06.789Z",
            "LT_recordTime=2026-01-01T00:00:00Z", "EQ_action=OBSERVE", "EQ_bizStep=shipping",
            "EQ_persistentDisposition_set=completeness_inferred",
            "EQ_bizLocation=urn:epc:id:sgln:6901231.00001.0",
            "MATCH_parentID=urn:epc:id:sgtin:6901231.012345.1",
            "MATCH_inputEPC=urn:epc:id:sgtin:6901231.012345.1",
            "MATCH_epcClass=urn:epc:id:sgtin:6901231.012345.1",
            "MATCH_outputEPCClass=urn:epc:class:lgtin:6901231.012345.L1",
            "EQ_quantity_LTR=20", "GT_quantity=20", "EXISTS_errorDeclaration=true",
            "EQ_errorReason=incorrect_data",
            "GE_errorDeclarationTime=2020-01-01T00:00:00Z", "LT_errorDeclaration_Time=2030-01-01T00:00:00Z",
            "EQ_correctiveEventID=urn:uuid:0002", "EQ_type=Speed", "EQ_booleanValue=false",
            "GT_value_KEL=299.15",
            "LT_value_KEL=299.15", "EQ_value_PAL=26", "EQ_sDev_KEL=274.15", "GT_percRank=50",
            "EQ_bizTransaction_inv=urn:epcglobal:cbv:bt:6901231000000:1",
            "EQ_source_location=urn:epc:id:pgln:6901231.00003",
            "EQ_INNER_ex:grade=3", "EQ_ex:inner=deep", "EXISTS_ILMD_ex:plot=true", "EQ_other:grade=3",
            "LT_ILMD_ex:expiry=2026-09-01", "EQ_transformationID=urn:x:1",
            "EXISTS_ERROR_DECLARATION_ex:why=true",
        ]
    )
    func passesOver(parameter: String) async throws { #expect(try await count(parameter) == 0) }

    @Test(
        "A parameter that is unknown or has a wrong value is refused by name",
        arguments: [
            "EQ_bizstep=shipping", "foo=1", "GE_eventTime=yesterday", "GE_eventTime=2026-02-03T04:05:06",
            "EQ_action=CREATE",
            "GE_quantity=many", "EQ_value_=3", "GE_value_celsius=3", "orderDirection=UP", "eventCountLimit=3",
            "eventCountLimit=0", "maxEventCount=-1", "orderBy=size", "MATCH_epc=urn:epc:idpat:sgtin:*.1.2",
            "EXISTS_sensorElementList=perhaps", "EQ_bizStep=", "EQ_bizStep=a||b", "EQ_booleanValue=1",
            "GE_value_CEL=1|2",
            "WD_epc=urn:x:1", "MATCH_quantity=1", "EQATTR_bizLocation=1", "NE_bizStep=shipping",
        ]
    )
    func refuses(parameter: String) async throws {
        let name = String(parameter.prefix { $0 != "=" })
        let error = #expect(throws: QueryError.self) { try EventQuery([Self.argument(parameter)]) }
        #expect(error?.code == .parameter)
        #expect(error?.parameter == name)
    }

    @Test("A query body means the same as the parameters of an address")
    func readsBodies() throws {
        let body = try JSONDocument(
            parsing: """
                {"@context":{"ex":"https://ex.example/ns/"},"EQ_bizStep":["shipping","receiving"],"GE_quantity":3,
                "EXISTS_ex:note":null,"EQ_booleanValue":true}
                """
        )
        #expect(
            try QueryArgument.list(of: body.root) == [
                QueryArgument("EQ_bizStep", joined: "shipping|receiving"),
                QueryArgument("GE_quantity", ["3"]),
                QueryArgument("EXISTS_ex:note", []), QueryArgument("EQ_booleanValue", ["true"]),
            ]
        )
        _ = try EventQuery(body.root)
        let nested = try JSONDocument(parsing: #"{"EQ_bizStep":[["shipping"]]}"#)
        #expect(throws: QueryError.self) { try EventQuery(nested.root) }
    }

    @Test("A parameter that stands twice and two limits at once are refused")
    func refusesCombinations() {
        #expect(throws: QueryError.self) {
            try EventQuery([QueryArgument("EQ_action", ["ADD"]), QueryArgument("EQ_action", ["ADD"])])
        }
        #expect(throws: QueryError.self) {
            try EventQuery([
                QueryArgument("orderBy", ["eventTime"]), QueryArgument("eventCountLimit", ["1"]),
                QueryArgument("maxEventCount", ["1"]),
            ])
        }
    }

    @Test("A damaged page token is none, and one of another query is refused")
    func tokensAreChecked() async throws {
        let fixture = try await QueryFixture()
        var random = RandomEvents(seed: 3)
        try await fixture.capture(random.next(5))
        let query = try EventQuery([QueryArgument("EQ_action", ["OBSERVE", "ADD"])])
        let now: Int64 = 1_780_000_000_000
        let page = try await fixture.ledger.read {
            try $0.page(of: query, PageRequirement(size: 1, now: now))
        }
        let token = try #require(page.next)
        #expect(PageToken(token.text) == token)
        for index in [0, 7, 60, token.text.utf8.count - 1] {
            var text = Array(token.text.utf8)
            text[index] = text[index] == 0x30 ? 0x31 : 0x30
            #expect(PageToken(String(decoding: text, as: UTF8.self)) == nil)
        }
        let other = try EventQuery([QueryArgument("EQ_action", ["OBSERVE"])])
        await #expect(throws: QueryError.self) {
            try await fixture.ledger.read { try $0.page(of: other, PageRequirement(token: token, now: now)) }
        }
        await #expect(throws: QueryError.self) {
            try await fixture.ledger.read {
                try $0.page(of: query, PageRequirement(token: token, now: now + 7_200_000))
            }
        }
    }

    private static func argument(_ text: String) -> QueryArgument {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return QueryArgument(String(parts[0]), joined: String(parts[1]))
    }

    private func count(_ parameter: String) async throws -> Int {
        let fixture = try await QueryFixture()
        try await fixture.capture([EPCISJSON.event(Array(Self.event.utf8))])
        return try await fixture.answer([Self.argument(parameter)]).count
    }
}
