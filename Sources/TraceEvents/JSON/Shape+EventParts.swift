// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension Shape {
    static let quantityList = Shape.list(
        .object(
            ObjectShape(
                "quantityElement",
                [.epcClass: .uri, .quantity: .number, .uom: .unit],
                required: [.epcClass],
                others: .none
            )
        )
    )

    static let ilmd = Shape.object(ObjectShape("ilmd", [:], others: .ownFields))

    static let errorDeclaration = ObjectShape(
        "errorDeclaration",
        [.declarationTime: .dateTime, .reason: .word(.errorReason), .correctiveEventIDs: .list(.uri)],
        required: [.declarationTime],
        others: .ownFields
    )

    static let persistentDisposition = ObjectShape(
        "persistentDisposition",
        [
            .set: .list(.word(.disposition), minimum: 1, isUnique: true),
            .unset: .list(.word(.disposition), minimum: 1, isUnique: true),
        ],
        others: .none,
        conditions: [
            .init(
                test: .any([.has(.set), .has(.unset)]),
                message: "persistentDisposition needs set or unset"
            )
        ]
    )

    static let bizTransaction = ObjectShape(
        "bizTransaction",
        [.type: .word(.bizTransactionType), .bizTransaction: .uri],
        required: [.bizTransaction],
        others: .none
    )

    static let source = ObjectShape(
        "source",
        [.type: .word(.sourceDestinationType), .source: .uri],
        required: [.type, .source],
        others: .none
    )

    static let destination = ObjectShape(
        "destination",
        [.type: .word(.sourceDestinationType), .destination: .uri],
        required: [.type, .destination],
        others: .none
    )

    static func place(_ name: String) -> ObjectShape {
        ObjectShape(name, [.id: .uri], required: [.id], others: .anyName)
    }

    static let sensorElement = ObjectShape(
        "sensorElement",
        [
            .sensorMetadata: .object(sensorMetadata),
            .sensorReport: .list(.object(sensorReport), minimum: 1),
        ],
        required: [.sensorReport],
        others: .ownFields
    )

    private static let sensorMetadata = ObjectShape(
        "sensorMetadata",
        [
            .time: .dateTime, .startTime: .dateTime, .endTime: .dateTime, .deviceID: .uri,
            .deviceMetadata: .uri, .rawData: .uri, .dataProcessingMethod: .uri, .bizRules: .uri,
        ],
        others: .ownFields
    )

    private static let sensorReport = ObjectShape(
        "sensorReport",
        [
            .type: .word(.measurementType), .exception: .word(.sensorAlertType), .deviceID: .uri,
            .deviceMetadata: .uri, .rawData: .uri, .dataProcessingMethod: .uri, .bizRules: .uri,
            .time: .dateTime, .microorganism: .uri, .chemicalSubstance: .uri,
            .coordinateReferenceSystem: .uri, .value: .number, .component: .word(.component),
            .stringValue: .text, .booleanValue: .boolean, .hexBinaryValue: .hexBinary, .uriValue: .uri,
            .minValue: .number, .maxValue: .number, .meanValue: .number, .sDev: .number,
            .percRank: .number, .percValue: .number, .uom: .text,
        ],
        required: [.type],
        others: .ownFields
    )
}
