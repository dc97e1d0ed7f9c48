// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// A field name of the standard's JSON, found from its bytes without making a string.
enum FieldName: UInt8, CaseIterable, Sendable {
    case context, id, type, schemaVersion, creationDate, instanceIdentifier, sender, receiver
    case epcisHeader, epcisMasterData, epcisBody, eventList
    case vocabularyList, vocabularyElementList, attributes, attribute, children
    case queryResults, queryName, subscriptionID, resultsBody

    case eventTime, recordTime, eventTimeZoneOffset, eventID, certificationInfo
    case errorDeclaration, declarationTime, reason, correctiveEventIDs
    case action, epcList, quantityList, parentID, childEPCs, childQuantityList
    case inputEPCList, inputQuantityList, outputEPCList, outputQuantityList, transformationID
    case bizStep, disposition, persistentDisposition, set, unset, bizTransactionList, bizTransaction
    case readPoint, bizLocation, sourceList, source, destinationList, destination
    case epcClass, quantity, uom, ilmd

    case sensorElementList, sensorMetadata, sensorReport
    case exception, deviceID, deviceMetadata, rawData, dataProcessingMethod, bizRules
    case time, startTime, endTime, microorganism, chemicalSubstance, coordinateReferenceSystem
    case value, component, stringValue, booleanValue, hexBinaryValue, uriValue
    case minValue, maxValue, meanValue, sDev, percRank, percValue

    /// The name as documents write it.
    var text: String { self == .context ? "@context" : "\(self)" }

    /// The name of an object's key, where it is one of the standard.
    init?(key: JSONValue) {
        guard let found = key.withText({ FieldNameTable.shared.find($0) }) else { return nil }
        self = found
    }

    /// The sensor field of the same name.
    var sensorField: SensorField? { FieldNameTable.shared.sensorFields[Int(rawValue)] }
}

/// A set of field names.
struct FieldSet: Sendable {
    private var bits: UInt128 = 0

    init(_ names: [FieldName] = []) {
        for name in names { insert(name) }
    }

    var isEmpty: Bool { bits == 0 }

    /// The names in the order of their declaration.
    var names: [FieldName] { FieldName.allCases.filter(contains) }

    mutating func insert(_ name: FieldName) { bits |= 1 << name.rawValue }
    func contains(_ name: FieldName) -> Bool { bits & (1 << name.rawValue) != 0 }

    func subtracting(_ other: FieldSet) -> FieldSet {
        var difference = self
        difference.bits &= ~other.bits
        return difference
    }
}

/// The hash table behind ``FieldName``, filled once.
private struct FieldNameTable: Sendable {
    static let shared = FieldNameTable()

    let sensorFields: [SensorField?]
    private let texts: [[UInt8]]
    /// The ordinal of a name plus one, open addressing; 0 is a free slot.
    private let slots: [UInt8]

    private init() {
        texts = FieldName.allCases.map { Array($0.text.utf8) }
        sensorFields = FieldName.allCases.map { SensorField(rawValue: $0.text) }
        var slots = [UInt8](repeating: 0, count: 1024)
        for (ordinal, text) in texts.enumerated() {
            var slot = text.withUnsafeBufferPointer(Self.slot)
            while slots[slot] != 0 { slot = (slot + 1) & 1023 }
            slots[slot] = UInt8(ordinal + 1)
        }
        self.slots = slots
    }

    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> FieldName? {
        guard (2...25).contains(bytes.count) else { return nil }
        var slot = Self.slot(bytes)
        while slots[slot] != 0 {
            let ordinal = slots[slot] - 1
            if texts[Int(ordinal)].elementsEqual(bytes) { return FieldName(rawValue: ordinal) }
            slot = (slot + 1) & 1023
        }
        return nil
    }

    private static func slot(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int((hash ^ hash >> 16) & 1023)
    }
}
