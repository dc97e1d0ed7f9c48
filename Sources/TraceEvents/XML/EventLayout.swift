// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Where the XSD of a version has the parts of an event.
struct EventLayout: Sendable {
    /// Directly in the event, in order.
    var direct: [Term]
    /// In the event's `extension`, in order; 1.2 only.
    var extended: [Term] = []
    /// Parts that must be there even if they are empty.
    var required: Set<Term> = []

    /// The layout of an event type; a type of one's own has none.
    ///
    /// 1.2 has no association events; they are written as in 2.0, inside an `extension` that the XSD does not
    /// look into.
    static func layout(of type: EventType, in version: XMLVersion) -> EventLayout? {
        switch version {
        case .v2_0: layouts2[type]
        case .v1_2: layouts1[type] ?? layouts2[type]
        }
    }

    private static let why: [Term] = [.bizStep, .disposition, .readPoint, .bizLocation, .bizTransactionList]
    private static let parties: [Term] = [.sourceList, .destinationList]
    private static let end: [Term] = parties + [.sensorElementList, .persistentDisposition]
    private static let transaction: [Term] =
        [.bizTransactionList, .parentID, .epcList, .action] + why.dropLast()
    private static let transformation: [Term] =
        [.inputEPCList, .inputQuantityList, .outputEPCList, .outputQuantityList, .transformationID] + why

    private static let layouts2: [EventType: EventLayout] = [
        .object: EventLayout(direct: [.epcList, .action] + why + [.quantityList] + end + [.ilmd]),
        .aggregation: EventLayout(
            direct: [.parentID, .childEPCs, .action] + why + [.childQuantityList] + end
        ),
        .transaction: EventLayout(direct: transaction + [.quantityList] + end),
        .transformation: EventLayout(direct: transformation + end + [.ilmd]),
        .association: EventLayout(
            direct: [.parentID, .childEPCs, .childQuantityList, .action] + why + end
        ),
    ]

    private static let layouts1: [EventType: EventLayout] = [
        .object: EventLayout(
            direct: [.epcList, .action] + why,
            extended: [.quantityList] + parties + [.ilmd],
            required: [.epcList]
        ),
        .aggregation: EventLayout(
            direct: [.parentID, .childEPCs, .action] + why,
            extended: [.childQuantityList] + parties,
            required: [.childEPCs]
        ),
        .transaction: EventLayout(
            direct: transaction,
            extended: [.quantityList] + parties,
            required: [.epcList]
        ),
        .transformation: EventLayout(direct: transformation + parties + [.ilmd]),
    ]

    /// All parts that an event can have besides its time, identity and correction.
    static let all: [Term] =
        [.parentID, .childEPCs, .childQuantityList, .epcList, .action] + transformation
        + [.quantityList] + end + [.ilmd]
}
