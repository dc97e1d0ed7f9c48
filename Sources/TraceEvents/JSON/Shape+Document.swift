// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension Shape {
    static let document = ObjectShape(
        "EPCISDocument",
        [
            .context: .context, .id: .uri, .type: .constant("EPCISDocument"), .schemaVersion: .version,
            .creationDate: .dateTime, .instanceIdentifier: .text, .sender: .text, .receiver: .text,
            .epcisHeader: .object(header),
            .epcisBody: .object(
                ObjectShape(
                    "epcisBody",
                    [.eventList: .list(.event)],
                    required: [.eventList],
                    others: .anyName
                )
            ),
        ],
        required: [.context, .type, .schemaVersion, .creationDate, .epcisBody],
        others: .ownFields
    )

    static let queryDocument = ObjectShape(
        "EPCISQueryDocument",
        [
            .context: .context, .id: .uri, .type: .constant("EPCISQueryDocument"), .schemaVersion: .version,
            .creationDate: .dateTime,
            .epcisBody: .object(
                ObjectShape(
                    "epcisBody",
                    [.queryResults: .object(queryResults)],
                    required: [.queryResults],
                    others: .ownFields
                )
            ),
        ],
        required: [.context, .type, .epcisBody],
        others: .ownFields
    )

    private static let queryResults = ObjectShape(
        "queryResults",
        [
            .queryName: .text, .subscriptionID: .text,
            .resultsBody: .object(
                ObjectShape(
                    "resultsBody",
                    [.eventList: .list(.event), .vocabularyList: vocabularyList],
                    required: [.eventList],
                    others: .ownFields
                )
            ),
        ],
        required: [.queryName, .resultsBody],
        others: .ownFields
    )

    private static let header = ObjectShape(
        "epcisHeader",
        [
            .epcisMasterData: .object(
                ObjectShape("epcisMasterData", [.vocabularyList: vocabularyList], others: .anyName)
            )
        ],
        others: .ownFields
    )

    private static let vocabularyList = Shape.list(
        .object(
            ObjectShape(
                "vocabulary",
                [.type: .uri, .vocabularyElementList: .list(.object(vocabularyElement))],
                required: [.type],
                others: .anyName
            )
        )
    )

    private static let vocabularyElement = ObjectShape(
        "vocabularyElement",
        [.id: .uri, .attributes: .list(.object(attribute)), .children: .list(.uri)],
        required: [.id],
        others: .anyName
    )

    private static let attribute = ObjectShape(
        "attribute",
        [.id: .uri, .attribute: .attributeValue],
        required: [.id],
        others: .anyName
    )
}
