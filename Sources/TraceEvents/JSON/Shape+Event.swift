// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension Shape {
    private typealias Fields = [FieldName: Shape]

    /// The shape of a standard event type, or of a custom one.
    static func event(_ type: EventType) -> ObjectShape {
        switch type {
        case .object: objectEvent
        case .aggregation: aggregationEvent
        case .transaction: transactionEvent
        case .transformation: transformationEvent
        case .association: associationEvent
        case .custom: customEvent
        }
    }

    private static let objectEvent = ObjectShape(
        "ObjectEvent",
        common.adding(whatHappened).adding(persistent).adding([
            .action: .action, .epcList: .list(.uri, isUnique: true), .quantityList: quantityList, .ilmd: ilmd,
        ]),
        required: [.type, .eventTime, .eventTimeZoneOffset, .action],
        others: .ownFields,
        conditions: [
            .init(
                test: .any([
                    .has(.epcList), .hasItems(.quantityList),
                    .all([.hasItems(.sensorElementList), .has(.readPoint)]),
                ]),
                message:
                    "an ObjectEvent needs an epcList (which may be empty), a quantityList with an element, "
                    + "or a sensorElementList together with a readPoint"
            ),
            .init(
                test: .any([.not(.has(.ilmd)), .action(.add)]),
                message: "an ObjectEvent may have ilmd only with the action ADD"
            ),
        ]
    )

    private static let aggregationEvent = ObjectShape(
        "AggregationEvent",
        common.adding(whatHappened).adding(parentAndChildren),
        required: [.type, .eventTime, .eventTimeZoneOffset, .action],
        others: .ownFields,
        conditions: [needsChildren("an AggregationEvent")]
    )

    private static let associationEvent = ObjectShape(
        "AssociationEvent",
        common.adding(whatHappened).adding(parentAndChildren),
        required: [.type, .eventTime, .eventTimeZoneOffset, .action, .parentID],
        others: .ownFields,
        conditions: [needsChildren("an AssociationEvent")]
    )

    private static let transactionEvent = ObjectShape(
        "TransactionEvent",
        common.adding(whatHappened).adding([
            .action: .action, .parentID: .uri, .epcList: .list(.uri), .quantityList: quantityList,
            .bizTransactionList: .list(.object(bizTransaction), minimum: 1),
        ]),
        required: [.type, .eventTime, .eventTimeZoneOffset, .action, .bizTransactionList],
        others: .ownFields,
        conditions: [
            .init(
                test: .any([.has(.epcList), .hasItems(.quantityList), .action(.delete)]),
                message: "a TransactionEvent needs an epcList (which may be empty) or a quantityList with an "
                    + "element, or the action DELETE"
            )
        ]
    )

    private static let transformationEvent = ObjectShape(
        "TransformationEvent",
        common.adding(whatHappened).adding(persistent).adding([
            .inputEPCList: .list(.uri, isUnique: true), .inputQuantityList: quantityList,
            .outputEPCList: .list(.uri, isUnique: true), .outputQuantityList: quantityList,
            .transformationID: .uri, .ilmd: ilmd,
        ]),
        required: [.type, .eventTime, .eventTimeZoneOffset],
        others: .ownFields,
        conditions: [
            .init(
                test: .any([
                    .all([
                        .any([.hasItems(.inputEPCList), .hasItems(.inputQuantityList)]),
                        .any([.hasItems(.outputEPCList), .hasItems(.outputQuantityList)]),
                    ]),
                    .all([
                        .has(.transformationID),
                        .any([
                            .hasItems(.inputEPCList), .hasItems(.inputQuantityList),
                            .hasItems(.outputEPCList), .hasItems(.outputQuantityList),
                        ]),
                    ]),
                ]),
                message: "a TransformationEvent needs an input and an output; with a transformationID one of "
                    + "them is enough"
            )
        ]
    )

    private static let customEvent = ObjectShape(
        "event",
        common,
        required: [.type, .eventTime, .eventTimeZoneOffset],
        others: .anyName
    )

    private static let common: Fields = [
        .context: .context, .type: .uri, .eventTime: .dateTime, .recordTime: .dateTime,
        .eventTimeZoneOffset: .timeZoneOffset, .eventID: .uri, .certificationInfo: .oneOrList(.uri),
        .errorDeclaration: .object(errorDeclaration),
    ]

    private static let whatHappened: Fields = [
        .type: .text, .bizStep: .word(.bizStep), .disposition: .word(.disposition),
        .readPoint: .object(place("readPoint")), .bizLocation: .object(place("bizLocation")),
        .bizTransactionList: .list(.object(bizTransaction)),
        .sourceList: .list(.object(source)), .destinationList: .list(.object(destination)),
        .sensorElementList: .list(.object(sensorElement)),
    ]

    private static let persistent: Fields = [.persistentDisposition: .object(persistentDisposition)]

    private static let parentAndChildren: Fields = [
        .action: .action, .parentID: .uri, .childEPCs: .list(.uri), .childQuantityList: quantityList,
    ]

    private static func needsChildren(_ event: String) -> ObjectShape.Condition {
        .init(
            test: .any([.hasItems(.childEPCs), .hasItems(.childQuantityList), .action(.delete)]),
            message: "\(event) needs a childEPCs or a childQuantityList with an element, or the action DELETE"
        )
    }
}

extension [FieldName: Shape] {
    fileprivate func adding(_ others: [FieldName: Shape]) -> [FieldName: Shape] {
        merging(others) { _, later in later }
    }
}
