// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension SchemaBuilder {
    /// The event types of a version.
    mutating func defineEvents(of version: XMLVersion) {
        switch version {
        case .v2_0: defineEvents2()
        case .v1_2: defineEvents1()
        }
    }

    private mutating func defineEvents2() {
        let space = XMLVersion.v2_0.events
        let end: [ContentModel.Item] =
            [
                .maybe("sourceList", "SourceListType"), .maybe("destinationList", "DestinationListType"),
                .maybe("sensorElementList", "SensorElementListType"),
                .maybe("persistentDisposition", "PersistentDispositionType"),
            ]
        let open: [ContentModel.Item] = .open("OtherExtension")
        let ilmd: [ContentModel.Item] = [.maybe("ilmd", "ILMDType")]
        let contents: [(String, [ContentModel.Item])] = [
            (
                "ObjectEvent",
                [.maybe("epcList", "EPCListType"), .one("action", "ActionType")] + Self.why
                    + [.maybe("quantityList", "QuantityListType")] + end + ilmd
            ),
            (
                "AggregationEvent",
                [.maybe("parentID", "anyURI"), .maybe("childEPCs", "EPCListType")]
                    + [.one("action", "ActionType")] + Self.why
                    + [.maybe("childQuantityList", "QuantityListType")] + end
            ),
            (
                "TransactionEvent",
                Self.transaction(epcList: .maybe("epcList", "EPCListType"))
                    + [.maybe("quantityList", "QuantityListType")] + end
            ),
            ("TransformationEvent", Self.transformation + Self.why + end + ilmd),
            (
                "AssociationEvent",
                [.one("parentID", "anyURI"), .maybe("childEPCs", "EPCListType")]
                    + [.maybe("childQuantityList", "QuantityListType"), .one("action", "ActionType")]
                    + Self.why + end
            ),
        ]
        let start: [ContentModel.Item] = [
            .one("eventTime", "DateTimeStamp"), .maybe("recordTime", "DateTimeStamp"),
            .one("eventTimeZoneOffset", "string"), .maybe("eventID", "anyURI"),
            .maybe("errorDeclaration", "ErrorDeclarationType"), .maybe("certificationInfo", "anyURI"),
            .maybe("baseExtension", "OtherExtension"),
        ]
        for (name, items) in contents {
            define(name + "Type", in: space, .elements(start + items + open), isOpen: true)
        }
        let events = contents.map { ContentModel.Item.many($0.0, $0.0 + "Type") }
        define(
            "EventListType",
            in: space,
            .elements([.choice(events + [.one("extension", "OtherExtension")], .many)]),
            isOpen: true
        )
    }

    private mutating func defineEvents1() {
        let space = XMLVersion.v1_2.events
        define(
            "EPCISEventExtensionType",
            in: space,
            .elements([
                .maybe("eventID", "anyURI"), .maybe("errorDeclaration", "ErrorDeclarationType"),
                .maybe("extension", "LocalExtension"),
            ]),
            isOpen: true
        )
        let start: [ContentModel.Item] = [
            .one("eventTime", "dateTime"), .maybe("recordTime", "dateTime"),
            .one("eventTimeZoneOffset", "string"), .maybe("baseExtension", "EPCISEventExtensionType"),
        ]
        let end: [ContentModel.Item] = [
            .maybe("sourceList", "SourceListType"), .maybe("destinationList", "DestinationListType"),
        ]
        let more: [ContentModel.Item] = [.maybe("extension", "LocalExtension")]
        let ilmd: [ContentModel.Item] = [.maybe("ilmd", "ILMDType")]
        let contents: [(String, [ContentModel.Item], extension: [ContentModel.Item]?)] = [
            (
                "ObjectEvent", [.one("epcList", "EPCListType"), .one("action", "ActionType")] + Self.why,
                [.maybe("quantityList", "QuantityListType")] + end + ilmd + more
            ),
            (
                "AggregationEvent",
                [.maybe("parentID", "anyURI"), .one("childEPCs", "EPCListType")]
                    + [.one("action", "ActionType")] + Self.why,
                [.maybe("childQuantityList", "QuantityListType")] + end + more
            ),
            (
                "QuantityEvent", [.one("epcClass", "anyURI"), .one("quantity", "int")] + Self.why, nil
            ),
            (
                "TransactionEvent", Self.transaction(epcList: .one("epcList", "EPCListType")),
                [.maybe("quantityList", "QuantityListType")] + end + more
            ),
            ("TransformationEvent", Self.transformation + Self.why + end + ilmd, nil),
        ]
        for (name, items, extended) in contents {
            if let extended {
                define(name + "ExtensionType", in: space, .elements(extended), isOpen: true)
            }
            let open: [ContentModel.Item] = .open(extended == nil ? "LocalExtension" : name + "ExtensionType")
            define(name + "Type", in: space, .elements(start + items + open), isOpen: true)
        }
        define(
            "EPCISEventListExtensionType",
            in: space,
            .elements([
                .choice(
                    [
                        .one("TransformationEvent", "TransformationEventType"),
                        .one("extension", "LocalExtension"),
                    ],
                    .once
                )
            ])
        )
        let events = contents.dropLast().map { ContentModel.Item.many($0.0, $0.0 + "Type") }
        define(
            "EventListType",
            in: space,
            .elements([.choice(events + [.one("extension", "EPCISEventListExtensionType")], .many)]),
            isOpen: true
        )
    }

    /// The business context that all event types have.
    private static let why: [ContentModel.Item] = [
        .maybe("bizStep", "anyURI"), .maybe("disposition", "anyURI"), .maybe("readPoint", "PlaceType"),
        .maybe("bizLocation", "PlaceType"), .maybe("bizTransactionList", "BusinessTransactionListType"),
    ]

    private static func transaction(epcList: ContentModel.Item) -> [ContentModel.Item] {
        [.one("bizTransactionList", "BusinessTransactionListType"), .maybe("parentID", "anyURI"), epcList]
            + [.one("action", "ActionType")] + why.dropLast()
    }

    private static let transformation: [ContentModel.Item] = [
        .maybe("inputEPCList", "EPCListType"), .maybe("inputQuantityList", "QuantityListType"),
        .maybe("outputEPCList", "EPCListType"), .maybe("outputQuantityList", "QuantityListType"),
        .maybe("transformationID", "anyURI"),
    ]
}
