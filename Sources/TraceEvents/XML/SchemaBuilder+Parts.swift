// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension SchemaBuilder {
    /// What events are made of: lists, places, parties, sensor data and master data.
    mutating func defineParts(of version: XMLVersion) {
        let space = version.events
        let moment = version == .v2_0 ? "DateTimeStamp" : "dateTime"

        define("LocalExtension", in: space, .elements([.local(.some)]), isOpen: true)
        define("ClosedLocalExtension", in: space, .elements([.local(.some)]))
        define("OtherExtension", in: space, .elements([.other(.some)]), isOpen: true)

        define("EPCListType", in: space, .elements([.many("epc", "string")]))
        define(
            "QuantityElementType",
            in: space,
            .elements([
                .one("epcClass", "anyURI"),
                .sequence(
                    [.element("quantity", "decimal", .once, isNillable: true), .maybe("uom", "string")],
                    .optional
                ),
            ])
        )
        define("QuantityListType", in: space, .elements([.many("quantityElement", "QuantityElementType")]))
        define("PlaceType", in: space, .elements([.one("id", "anyURI")] + .open("LocalExtension")))

        define(
            "BusinessTransactionType",
            in: space,
            .text(.anyURI),
            attributes: [.optional("type", .anyURI)]
        )
        define(
            "BusinessTransactionListType",
            in: space,
            .elements([.some("bizTransaction", "BusinessTransactionType")])
        )
        define("SourceDestType", in: space, .text(.anyURI), attributes: [.required("type", .anyURI)])
        define("SourceListType", in: space, .elements([.some("source", "SourceDestType")]))
        define("DestinationListType", in: space, .elements([.some("destination", "SourceDestType")]))

        define("ILMDType", in: space, .elements(.open("LocalExtension")), isOpen: true)
        define(
            "CorrectiveEventIDsType",
            in: space,
            .elements([.many("correctiveEventID", "anyURI")])
        )
        let declaration: [ContentModel.Item] = [
            .one("declarationTime", moment), .maybe("reason", "anyURI"),
            .maybe("correctiveEventIDs", "CorrectiveEventIDsType"),
        ]
        define(
            "ErrorDeclarationType",
            in: space,
            version == .v2_0
                ? .elements([.choice(declaration + .open("LocalExtension"), .many)])
                : .elements(declaration + .open("LocalExtension")),
            isOpen: true
        )
        if version == .v2_0 { defineSensorData(in: space) }
        defineMasterData(in: space)
    }

    private mutating func defineSensorData(in space: String) {
        define(
            "PersistentDispositionType",
            in: space,
            .elements([.many("unset", "anyURI"), .many("set", "anyURI")])
        )
        define(
            "SensorMetadataType",
            in: space,
            .text(.string),
            attributes: SensorField.ofMetadata.map(Self.attribute),
            isOpen: true
        )
        define(
            "SensorReportType",
            in: space,
            .text(.string),
            attributes: SensorField.ofReport.subtracting([.bizRules]).map(Self.attribute),
            isOpen: true
        )
        define(
            "SensorElementType",
            in: space,
            .elements(
                [.maybe("sensorMetadata", "SensorMetadataType"), .some("sensorReport", "SensorReportType")]
                    + .open("LocalExtension")
            )
        )
        define(
            "SensorElementListType",
            in: space,
            .elements([.some("sensorElement", "SensorElementType"), .maybe("extension", "LocalExtension")])
        )
    }

    private static func attribute(_ field: SensorField) -> AttributeModel {
        .optional(field.rawValue, field.simpleType)
    }

    private mutating func defineMasterData(in space: String) {
        define("IDListType", in: space, .elements([.many("id", "anyURI")]), isOpen: true)
        define(
            "AttributeType",
            in: space,
            .any,
            attributes: [.required("id", .anyURI)],
            isOpen: true
        )
        define(
            "VocabularyElementType",
            in: space,
            .elements(
                [.many("attribute", "AttributeType"), .maybe("children", "IDListType")]
                    + .open("LocalExtension")
            ),
            attributes: [.required("id", .anyURI)],
            isOpen: true
        )
        define(
            "VocabularyElementListType",
            in: space,
            .elements([.some("VocabularyElement", "VocabularyElementType")])
        )
        define(
            "VocabularyType",
            in: space,
            .elements(
                [.maybe("VocabularyElementList", "VocabularyElementListType")] + .open("LocalExtension")
            ),
            attributes: [.required("type", .anyURI)],
            isOpen: true
        )
        define("VocabularyListType", in: space, .elements([.many("Vocabulary", "VocabularyType")]))
        define(
            "EPCISMasterDataType",
            in: space,
            .elements([
                .one("VocabularyList", "VocabularyListType"), .maybe("extension", "ClosedLocalExtension"),
            ])
        )
    }
}

extension [ContentModel.Item] {
    /// An `extension` for the standard's future, and elements of others.
    static func open(_ extensionType: String) -> Self { ContentModel.Item.open(extensionType) }
}

extension SensorField {
    /// The type of the attribute in the XSD of EPCIS 2.0.
    var simpleType: SimpleType {
        switch self {
        case .time, .startTime, .endTime: .dateTimeStamp
        case .value, .minValue, .maxValue, .meanValue, .sDev, .percRank, .percValue: .double
        case .booleanValue: .boolean
        case .hexBinaryValue: .hexBinary
        case .stringValue, .uom: .string
        default: .anyURI
        }
    }
}
