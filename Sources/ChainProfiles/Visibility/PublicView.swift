// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents
import TraceText

/// What the public may see of an event: decided here and nowhere else (`Documentation/Visibility.md`).
///
/// An event that records a stage is made anew from what is public, so that whatever is not named here stays hidden.
package struct PublicView {
    /// Nil: no profiles are known, and events that record a stage are not shown.
    let book: ProfileBook?
    let register: (any PublicRegister)?
    /// Who may see that an identifier occurs.
    let visibility: (_ identifier: String) throws -> Visibility

    /// - Parameter visibility: who may see that an identifier occurs, in any of its forms. Of a unit that is
    ///   `security` the public sees no event; any other identifier that is not `public` is left out.
    package init(
        book: ProfileBook?,
        register: (any PublicRegister)?,
        visibility: @escaping (_ identifier: String) throws -> Visibility
    ) {
        self.book = book
        self.register = register
        self.visibility = visibility
    }

    /// The event as the public may see it; nil: for the public it has not happened.
    package func event(_ event: Event) throws -> Event? {
        if let reference = ProfileBook.stageReference(of: event) {
            guard let book, let stage = book.stage(reference, at: event.eventTime.milliseconds),
                let profile = book.profile(stage.profile, at: event.eventTime.milliseconds),
                !profile.isSecurity, event.type == stage.event.type
            else { return nil }
            return try StageView(view: self, stage: stage, event: event).shown()
        }
        // A stage that is named in another way than we read it is none of ours to show.
        guard !event.extensions.contains(where: { $0.name.isChainTerm && $0.name.local == ChainTerms.stage })
        else { return nil }
        return try PlainView(view: self).shown(event)
    }

    func isPublic(_ identifier: String) throws -> Bool { try visibility(identifier) == .public }

    /// The units of an event that may be told; nil where one is of class security.
    func units(_ identifiers: [String]) throws -> [String]? {
        var shown: [String] = []
        shown.reserveCapacity(identifiers.count)
        for identifier in identifiers {
            switch try visibility(identifier) {
            case .public: shown.append(identifier)
            case .security: return nil
            default: break
            }
        }
        return shown
    }

    func units(_ amounts: [QuantityElement]) throws -> [QuantityElement]? {
        var shown: [QuantityElement] = []
        for amount in amounts {
            switch try visibility(amount.epcClass) {
            case .public: shown.append(amount)
            case .security: return nil
            default: break
            }
        }
        return shown
    }

    /// Copies the units of one event to another; false where one is of class security.
    ///
    /// - Parameter amounts: whether the other event tells how much.
    func copyUnits(of event: Event, to shown: inout Event, amounts: Bool) throws -> Bool {
        func classes(_ list: [QuantityElement]) throws -> [QuantityElement]? {
            let units = try units(list)
            return amounts ? units : units?.map { QuantityElement(epcClass: $0.epcClass) }
        }
        guard let epcs = try units(event.epcs), let childEPCs = try units(event.childEPCs),
            let inputEPCs = try units(event.inputEPCs), let outputEPCs = try units(event.outputEPCs),
            let quantities = try classes(event.quantities),
            let childQuantities = try classes(event.childQuantities),
            let inputQuantities = try classes(event.inputQuantities),
            let outputQuantities = try classes(event.outputQuantities),
            let parent = try units([event.parentID].compactMap(\.self))
        else { return false }
        (shown.epcs, shown.childEPCs, shown.inputEPCs, shown.outputEPCs) = (
            epcs, childEPCs, inputEPCs, outputEPCs
        )
        (shown.quantities, shown.childQuantities) = (quantities, childQuantities)
        (shown.inputQuantities, shown.outputQuantities) = (inputQuantities, outputQuantities)
        shown.parentID = parent.first
        return true
    }
}

extension ExtensionName {
    /// Whether it is a field of a profile, also where a sender declared the namespace differently.
    var isChainTerm: Bool {
        guard let namespace else { return prefix == ChainTerms.prefix }
        return namespace == ChainTerms.namespace || namespace + "#" == ChainTerms.namespace
    }
}
