// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// An element or attribute name of the standard that the decoder and the writer know.
enum Term: String, CaseIterable {
    case document = "EPCISDocument"
    case queryDocument = "EPCISQueryDocument"
    case masterDataDocument = "EPCISMasterDataDocument"
    case header = "EPCISHeader"
    case body = "EPCISBody"
    case masterData = "EPCISMasterData"
    case eventList = "EventList"
    case queryResults = "QueryResults"
    case queryName, subscriptionID, resultsBody
    case vocabularyList = "VocabularyList"
    case vocabulary = "Vocabulary"
    case vocabularyElementList = "VocabularyElementList"
    case vocabularyElement = "VocabularyElement"
    case attribute, children, id, type
    case schemaVersion, creationDate
    case businessHeader = "StandardBusinessDocumentHeader"

    case objectEvent = "ObjectEvent"
    case aggregationEvent = "AggregationEvent"
    case quantityEvent = "QuantityEvent"
    case transactionEvent = "TransactionEvent"
    case transformationEvent = "TransformationEvent"
    case associationEvent = "AssociationEvent"

    case eventTime, recordTime, eventTimeZoneOffset, eventID, errorDeclaration, certificationInfo
    case declarationTime, reason, correctiveEventIDs, correctiveEventID
    case `extension`, baseExtension
    case action, bizStep, disposition, persistentDisposition, set, unset
    case readPoint, bizLocation, bizTransactionList, bizTransaction
    case sourceList, source, destinationList, destination
    case epcList, epc, quantityList, quantityElement, epcClass, quantity, uom
    case parentID, childEPCs, childQuantityList
    case inputEPCList, inputQuantityList, outputEPCList, outputQuantityList, transformationID
    case sensorElementList, sensorElement, sensorMetadata, sensorReport
    case ilmd

    private static let all = allCases

    /// The term with a number of ``SchemaSet``'s table, where the terms come first.
    init?(symbol: Int32) {
        guard symbol > 0, symbol <= Int32(Self.all.count) else { return nil }
        self = Self.all[Int(symbol) - 1]
    }
}
