// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension SchemaBuilder {
    /// Query documents: requests, answers and exceptions.
    mutating func defineQueries(of version: XMLVersion) {
        let space = version.queries
        let moment = version == .v2_0 ? "DateTimeStamp" : "dateTime"
        define("EmptyParms", in: space, .empty)
        define("VoidHolder", in: space, .empty)
        define("ArrayOfString", in: space, .elements([.many("string", "string")]))
        define(
            "QueryParam",
            in: space,
            .elements([.one("name", "string"), .one("value", "anyType")])
        )
        define("QueryParams", in: space, .elements([.many("param", "QueryParam")]))
        let times = ["second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek"]
        define(
            "QuerySchedule",
            in: space,
            .elements(times.map { .maybe($0, "string") } + .open("LocalExtension"))
        )
        define(
            "SubscriptionControls",
            in: space,
            .elements(
                [
                    .maybe("schedule", "QuerySchedule"), .maybe("trigger", "anyURI"),
                    .maybe("initialRecordTime", moment), .one("reportIfEmpty", "boolean"),
                ] + .open("LocalExtension")
            )
        )
        define(
            "QueryResultsBody",
            in: space,
            .elements([
                .choice(
                    [.one("EventList", "EventListType"), .one("VocabularyList", "VocabularyListType")],
                    .once
                )
            ])
        )
        let messages = messages()
        for (name, type, content) in messages {
            if let content { define(type, in: space, .elements(content)) }
            global(name, in: space, type: type)
        }
        define(
            "EPCISQueryBodyType",
            in: space,
            .elements([.choice(messages.map { .global($0.name, space, $0.type, .once) }, .once)])
        )
        defineDocument("EPCISQueryDocument", body: "EPCISQueryBodyType", in: space)
    }

    private func messages() -> [(name: String, type: String, content: [ContentModel.Item]?)] {
        let params: [ContentModel.Item] = [.one("queryName", "string"), .one("params", "QueryParams")]
        let results: [ContentModel.Item] = [
            .one("queryName", "string"), .maybe("subscriptionID", "string"),
            .one("resultsBody", "QueryResultsBody"),
        ]
        let place: [ContentModel.Item] = [.maybe("queryName", "string"), .maybe("subscriptionID", "string")]
        let subscription: [ContentModel.Item] = [
            .one("dest", "anyURI"), .one("controls", "SubscriptionControls"),
            .one("subscriptionID", "string"),
        ]
        let requests: [(String, String, [ContentModel.Item]?)] = [
            ("GetQueryNames", "EmptyParms", nil), ("GetQueryNamesResult", "ArrayOfString", nil),
            ("Subscribe", "Subscribe", params + subscription), ("SubscribeResult", "VoidHolder", nil),
            ("Unsubscribe", "Unsubscribe", [.one("subscriptionID", "string")]),
            ("UnsubscribeResult", "VoidHolder", nil),
            ("GetSubscriptionIDs", "GetSubscriptionIDs", [.one("queryName", "string")]),
            ("GetSubscriptionIDsResult", "ArrayOfString", nil), ("Poll", "Poll", params),
            ("GetStandardVersion", "EmptyParms", nil), ("GetStandardVersionResult", "string", nil),
            ("GetVendorVersion", "EmptyParms", nil), ("GetVendorVersionResult", "string", nil),
            ("QueryResults", "QueryResults", results + .open("LocalExtension")),
        ]
        let plainExceptions = [
            "DuplicateName", "InvalidURI", "NoSuchName", "NoSuchSubscription", "DuplicateSubscription",
            "QueryParameter", "QueryTooComplex", "SubscriptionControls", "SubscribeNotPermitted", "Security",
            "Validation",
        ]
        let reason: [ContentModel.Item] = [.one("reason", "string")]
        let exceptions: [(String, String, [ContentModel.Item]?)] =
            plainExceptions.map { ($0 + "Exception", $0 + "Exception", reason) } + [
                ("QueryTooLargeException", "QueryTooLargeException", reason + place),
                (
                    "ImplementationException", "ImplementationException",
                    reason + [.one("severity", "ImplementationExceptionSeverity")] + place
                ),
            ]
        return requests + exceptions
    }
}
