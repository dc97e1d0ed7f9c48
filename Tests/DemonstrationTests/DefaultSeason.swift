// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Demonstration
import TraceCodes
import TraceEvents
import TraceText

/// The demonstration at its default scale, made once for all tests, with look-ups of the tests' own.
enum DefaultSeason {
    static let demonstration = Demonstration()
    static let documents = Array(demonstration.documents())
    static let events = documents.flatMap(\.events)
    static let masterData = demonstration.masterData

    /// Without records declared wrong and their declarations.
    static let countingEvents: [Event] = {
        let wrong = Set(events.filter { $0.errorDeclaration != nil }.map(\.eventID))
        return events.filter { !wrong.contains($0.eventID) }
    }()

    /// One attribute of all entries of master data that have it, by canonical identifier.
    static func attribute(_ id: String) -> [String: String] {
        var values: [String: String] = [:]
        for element in masterData.flatMap(\.elements) {
            for attribute in element.attributes where attribute.id == id {
                if case .string(let text) = attribute.value { values[element.id] = text }
            }
        }
        return values
    }

    static let placeKinds = attribute("urn:qiongsu:mda#placeKind")
    static let pieceKilograms = attribute("urn:qiongsu:mda#netWeightKilograms").compactMapValues(Double.init)
}

extension Event {
    var units: [String] {
        epcs + childEPCs + inputEPCs + outputEPCs + [parentID].compactMap(\.self)
            + (quantities + childQuantities + inputQuantities + outputQuantities).map(\.epcClass)
    }

    var made: [String] { (outputEPCs + outputQuantities.map(\.epcClass)).map(CanonicalCode.canonical) }
    var used: [String] { (inputEPCs + inputQuantities.map(\.epcClass)).map(CanonicalCode.canonical) }

    /// The kind of place it happened at.
    var placeKind: String? {
        (readPoint?.id).flatMap { DefaultSeason.placeKinds[CanonicalCode.canonical($0)] }
    }

    /// An instance or lot master data field by its local name.
    func lotField(_ local: String) -> String? {
        guard case .string(let text) = ilmd.first(where: { $0.name.local == local })?.value else {
            return nil
        }
        return text
    }
}

extension String {
    /// The canonical product of a canonical piece or lot.
    var product: String {
        split(separator: "/").prefix(4).joined(separator: "/").replacing("https:/", with: "https://")
    }
}
