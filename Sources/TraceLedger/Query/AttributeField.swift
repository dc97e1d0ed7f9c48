// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// A field of events whose values have master data.
enum AttributeField: Sendable {
    case standard(Standard)
    case field(FieldSelector)

    /// Fields of the standard, named as in query parameters.
    enum Standard: String, Sendable, CaseIterable {
        case readPoint, bizLocation, epc, epcClass, parentID, bizStep, disposition, bizTransaction, source
        case destination
    }

    /// The identifiers that the field holds in an event.
    func values(in event: Event) -> [String] {
        switch self {
        case .field(let selector): selector.values(in: event).flatMap(\.scalars)
        case .standard(let field): Self.values(of: field, in: event)
        }
    }

    private static func values(of field: Standard, in event: Event) -> [String] {
        switch field {
        case .readPoint: [event.readPoint?.id].compactMap(\.self)
        case .bizLocation: [event.bizLocation?.id].compactMap(\.self)
        case .epc: event.epcs + event.childEPCs + event.inputEPCs + event.outputEPCs
        case .epcClass:
            (event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities)
                .map(\.epcClass)
        case .parentID: [event.parentID].compactMap(\.self)
        case .bizStep: event.bizStep.map { [$0, CBV.bizStep.urn($0), CBV.bizStep.webURI($0)] } ?? []
        case .disposition:
            event.disposition.map { [$0, CBV.disposition.urn($0), CBV.disposition.webURI($0)] } ?? []
        case .bizTransaction: event.bizTransactions.map(\.id)
        case .source: event.sources.map(\.id)
        case .destination: event.destinations.map(\.id)
        }
    }
}
