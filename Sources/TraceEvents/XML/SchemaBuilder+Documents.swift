// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension SchemaBuilder {
    /// Documents of events, of master data and, in 2.0, capture jobs.
    mutating func defineDocuments(of version: XMLVersion) {
        let space = version.events
        define(
            "EPCISHeaderExtensionType",
            in: space,
            .elements([
                .maybe("EPCISMasterData", "EPCISMasterDataType"), .maybe("extension", "LocalExtension"),
            ]),
            isOpen: true
        )
        let business = "StandardBusinessDocumentHeader"
        let isOptional = version == .v2_0
        define(
            "EPCISHeaderType",
            in: space,
            .elements(
                [
                    .global(business, XMLNamespace.header, business, isOptional ? .optional : .once),
                    .maybe("extension", "EPCISHeaderExtensionType"),
                ] + (isOptional ? [] : [.other(.many)])
            ),
            isOpen: true
        )
        define(
            "EPCISBodyType",
            in: space,
            .elements([.maybe("EventList", "EventListType")] + .open("LocalExtension")),
            isOpen: true
        )
        defineDocument("EPCISDocument", body: "EPCISBodyType", in: space)

        let masterData = version.masterData
        define(
            "EPCISMasterDataBodyType",
            in: masterData,
            .elements([.maybe("VocabularyList", "VocabularyListType")] + .open("LocalExtension")),
            isOpen: true
        )
        defineDocument("EPCISMasterDataDocument", body: "EPCISMasterDataBodyType", in: masterData)
        if version == .v2_0 { defineCaptureJob(in: space) }
    }

    /// A document with a header and a body, a version and a date.
    mutating func defineDocument(_ name: String, body: String, in space: String) {
        define(
            name + "Type",
            in: space,
            .elements(
                [.maybe("EPCISHeader", "EPCISHeaderType"), .one("EPCISBody", body)] + .open("LocalExtension")
            ),
            attributes: [.required("schemaVersion", .decimal), .required("creationDate", .dateTime)],
            isOpen: true
        )
        global(name, in: space, type: name + "Type")
    }

    private mutating func defineCaptureJob(in space: String) {
        define(
            "RFC7807ProblemResponseBodyType",
            in: space,
            .elements([
                .one("type", "anyURI"), .one("title", "string"), .maybe("status", "int"),
                .maybe("detail", "string"), .maybe("instance", "anyURI"), .other(.many),
            ])
        )
        define(
            "EPCISCaptureDocumentErrorListType",
            in: space,
            .elements([.some("error", "RFC7807ProblemResponseBodyType")])
        )
        define("EPCISCaptureErrorBehaviourType", in: space, .text(.errorBehaviour))
        define(
            "EPCISCaptureJobType",
            in: space,
            .elements([
                .one("captureErrorBehaviour", "EPCISCaptureErrorBehaviourType"),
                .maybe("createdAt", "DateTimeStamp"), .maybe("finishedAt", "DateTimeStamp"),
                .choice(
                    [.one("errors", "EPCISCaptureDocumentErrorListType"), .one("errorFile", "anyURI")],
                    .optional
                ), .other(.many),
            ]),
            attributes: [
                .required("running", .boolean), .required("success", .boolean),
                .required("captureID", .string),
            ],
            isOpen: true
        )
        global("EPCISCaptureJob", in: space, type: "EPCISCaptureJobType")
        global("EPCISException", in: space, type: "RFC7807ProblemResponseBodyType")
    }

    /// The UN/CEFACT Standard Business Document Header.
    mutating func defineBusinessHeader() {
        let space = XMLNamespace.header
        func one(_ name: String, _ type: String = "string") -> ContentModel.Item {
            .global(name, space, type, .once)
        }
        func maybe(_ name: String, _ type: String = "string") -> ContentModel.Item {
            .global(name, space, type, .optional)
        }
        define(
            "PartnerIdentification",
            in: space,
            .text(.string),
            attributes: [.optional("Authority", .string)]
        )
        define(
            "ContactInformation",
            in: space,
            .elements([
                one("Contact"), maybe("EmailAddress"), maybe("FaxNumber"), maybe("TelephoneNumber"),
                maybe("ContactTypeIdentifier"),
            ])
        )
        define(
            "Partner",
            in: space,
            .elements([
                one("Identifier", "PartnerIdentification"),
                .global("ContactInformation", space, "ContactInformation", .many),
            ])
        )
        define(
            "DocumentIdentification",
            in: space,
            .elements([
                one("Standard"), one("TypeVersion"), one("InstanceIdentifier"), one("Type"),
                maybe("MultipleType", "boolean"), one("CreationDateAndTime", "dateTime"),
            ])
        )
        define(
            "ManifestItem",
            in: space,
            .elements([
                one("MimeTypeQualifierCode"), one("UniformResourceIdentifier", "anyURI"),
                maybe("Description"), maybe("LanguageCode"),
            ])
        )
        define(
            "Manifest",
            in: space,
            .elements([
                one("NumberOfItems", "integer"), .global("ManifestItem", space, "ManifestItem", .some),
            ])
        )
        defineBusinessScope(in: space, maybe)
        define(
            "StandardBusinessDocumentHeader",
            in: space,
            .elements([
                one("HeaderVersion"), .global("Sender", space, "Partner", .some),
                .global("Receiver", space, "Partner", .some),
                one("DocumentIdentification", "DocumentIdentification"), maybe("Manifest", "Manifest"),
                maybe("BusinessScope", "BusinessScope"),
            ])
        )
        global("StandardBusinessDocumentHeader", in: space, type: "StandardBusinessDocumentHeader")
        global("CorrelationInformation", in: space, type: "CorrelationInformation")
        global("BusinessService", in: space, type: "BusinessService")
    }

    private mutating func defineBusinessScope(
        in space: String,
        _ maybe: (String, String) -> ContentModel.Item
    ) {
        define(
            "CorrelationInformation",
            in: space,
            .elements([
                maybe("RequestingDocumentCreationDateTime", "dateTime"),
                maybe("RequestingDocumentInstanceIdentifier", "string"),
                maybe("ExpectedResponseDateTime", "dateTime"),
            ])
        )
        let texts = [
            "IsNonRepudiationRequired", "IsAuthenticationRequired", "IsNonRepudiationOfReceiptRequired",
            "IsIntegrityCheckRequired", "IsApplicationErrorResponseRequested", "TimeToAcknowledgeReceipt",
            "TimeToAcknowledgeAcceptance", "TimeToPerform", "Recurrence",
        ]
        define(
            "ServiceTransaction",
            in: space,
            .empty,
            attributes: [.optional("TypeOfServiceTransaction", .serviceTransaction)]
                + texts.map { .optional($0, .string) }
        )
        define(
            "BusinessService",
            in: space,
            .elements([
                maybe("BusinessServiceName", "string"), maybe("ServiceTransaction", "ServiceTransaction"),
            ])
        )
        let scopes: [ContentModel.Item] = [
            .global("CorrelationInformation", space, "CorrelationInformation", .once),
            .global("BusinessService", space, "BusinessService", .once),
        ]
        define(
            "Scope",
            in: space,
            .elements([
                .global("Type", space, "string", .once),
                .global("InstanceIdentifier", space, "string", .once), maybe("Identifier", "string"),
                .choice(scopes, .many),
            ])
        )
        define("BusinessScope", in: space, .elements([.global("Scope", space, "Scope", .many)]))
    }
}
