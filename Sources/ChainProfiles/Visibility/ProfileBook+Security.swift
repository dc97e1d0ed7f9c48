// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents
import TraceText

extension ProfileBook {
    /// Who may see a canonical code, told by its scheme alone: numbers of natural persons, and codes that only goods
    /// of class security carry.
    package func visibility(ofCode canonical: String) -> Visibility {
        guard canonical.utf8.starts(with: "urn:".utf8) else { return .public }
        if CanonicalCode.isPersonal(canonical) { return .personal }
        guard !securitySchemes.isEmpty else { return .public }
        return securitySchemes.contains(CanonicalCode.identify(canonical).scheme.id) ? .security : .public
    }

    /// The goods and places of an event that the public must not meet anywhere else either, canonical.
    ///
    /// Of goods of class security everything but what they are made of, and where they were; of other goods what
    /// stands in elements of class security.
    package func guardedIdentifiers(of event: Event) -> [String] {
        guard holdsSecurity, let reference = Self.stageReference(of: event),
            let stage = stage(reference, at: event.eventTime.milliseconds)
        else { return [] }
        var identifiers: [String] = []
        if profile(stage.profile, at: event.eventTime.milliseconds)?.isSecurity ?? true {
            identifiers += event.epcs + event.childEPCs + event.outputEPCs
            identifiers += (event.quantities + event.childQuantities + event.outputQuantities).map(\.epcClass)
            identifiers += [event.parentID, event.readPoint?.id, event.bizLocation?.id].compactMap(\.self)
            identifiers += (event.sources + event.destinations).filter { $0.type == "location" }.map(\.id)
        }
        for field in event.extensions where field.name.namespace == ChainTerms.namespace {
            guard let index = stage.index(of: field.name.local) else { continue }
            let element = stage.elements[index]
            guard element.visibility == .security, [.identifier, .identifiers].contains(element.type) else {
                continue
            }
            identifiers += ElementValue(field.value, as: element.type)?.texts ?? []
        }
        return identifiers.map(CanonicalCode.canonical)
    }

    /// Kinds of party that act in profiles of class security and in no other.
    static func securityParties(of profiles: [Profile]) -> Set<String> {
        func types(_ profile: Profile) -> [String] { profile.stages.flatMap(\.actor.types) }
        return Set(profiles.filter(\.isSecurity).flatMap(types))
            .subtracting(profiles.filter { !$0.isSecurity }.flatMap(types))
    }

    /// Schemes of goods of class security that no other goods may carry; codes that can name anything are none.
    static func securitySchemes(of profiles: [Profile]) -> Set<String> {
        func schemes(_ profile: Profile) -> [String] {
            profile.unit.codes + profile.stages.flatMap { $0.goods.values.flatMap(\.schemes) }
        }
        let guarded = Set(profiles.filter(\.isSecurity).flatMap(schemes))
        let others = Set(profiles.filter { !$0.isSecurity }.flatMap(schemes))
        return guarded.subtracting(others).filter { scheme in
            CodeSchemeRegistry.format(scheme).map { $0.level != .other } ?? false
        }
    }
}
