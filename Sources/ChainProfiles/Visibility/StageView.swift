// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents

/// The public view of an event that records a stage.
struct StageView {
    let view: PublicView
    let stage: Stage
    let event: Event

    /// Nil where a unit is of class security.
    func shown() throws -> Event? {
        var shown = Event(
            type: event.type,
            eventTime: event.eventTime,
            timeZoneOffset: event.timeZoneOffset
        )
        shown.recordTime = event.recordTime
        shown.eventID = event.eventID
        shown.action = event.action
        shown.transformationID = event.transformationID
        guard try view.copyUnits(of: event, to: &shown, amounts: false) else { return nil }
        shown.bizStep = event.bizStep.flatMap { word($0, of: .bizStep, stage.event.step) }
        shown.disposition = event.disposition.flatMap { word($0, of: .disposition, stage.event.disposition) }
        shown.persistentDisposition = event.persistentDisposition.flatMap(persistent)
        shown.readPoint = try place(event.readPoint)
        shown.bizLocation = try place(event.bizLocation)
        shown.errorDeclaration = event.errorDeclaration.map(declaration)
        for field in event.extensions where field.name.namespace == ChainTerms.namespace {
            if let value = try value(of: field) {
                shown.extensions.append(ExtensionField(name: field.name, value: value))
            }
        }
        if let region = region() {
            shown.extensions.append(
                ExtensionField(name: ChainTerms.name(ChainTerms.region), value: .string(region))
            )
        }
        return shown
    }

    /// A word of the standard or of the stage; a word of somebody's own may say anything.
    private func word(_ word: String, of vocabulary: CBV, _ own: String?) -> String? {
        vocabulary.words.contains(word) || word == own ? word : nil
    }

    private func persistent(_ all: PersistentDisposition) -> PersistentDisposition? {
        let words = CBV.disposition.words
        let shown = PersistentDisposition(
            set: all.set.filter(words.contains),
            unset: all.unset.filter(words.contains)
        )
        return shown.set.isEmpty && shown.unset.isEmpty ? nil : shown
    }

    private func place(_ place: Location?) throws -> Location? {
        guard let place, try view.isPublic(place.id) else { return nil }
        return Location(id: place.id)
    }

    /// The county at most: a region's code has six digits.
    private func region() -> String? {
        guard let register = view.register else { return nil }
        for place in [event.readPoint, event.bizLocation].compactMap(\.self) {
            if let region = register.region(of: CanonicalCode.canonical(place.id)) {
                return String(region.prefix(6))
            }
        }
        return nil
    }

    /// That the event is wrong, and when that was said. The IDs of other events may be hashes of what is hidden.
    private func declaration(_ declaration: ErrorDeclaration) -> ErrorDeclaration {
        ErrorDeclaration(
            declarationTime: declaration.declarationTime,
            reason: declaration.reason.flatMap { word($0, of: .errorReason, nil) },
            correctiveEventIDs: declaration.correctiveEventIDs.filter { !EventHash.isURI($0) }
        )
    }

    private func value(of field: ExtensionField) throws -> ExtensionValue? {
        switch field.name.local {
        case ChainTerms.stage: return .string(stage.reference)
        case ChainTerms.subject:
            guard case .string(let subject) = field.value, try view.isPublic(subject) else { return nil }
            return field.value
        case ChainTerms.documents: return documents(field.value)
        case let local:
            guard let index = stage.index(of: local) else { return nil }
            return try value(field.value, of: stage.elements[index])
        }
    }

    private func value(_ value: ExtensionValue, of element: Element) throws -> ExtensionValue? {
        guard element.visibility == .public, let read = ElementValue(value, as: element.type) else {
            return nil
        }
        guard [.identifier, .identifiers].contains(element.type) else { return value }
        let shown = try read.texts.filter { try view.isPublic($0) }
        if element.type == .identifier { return shown.isEmpty ? nil : value }
        return shown.isEmpty ? nil : .array(shown.map(ExtensionValue.string))
    }

    /// Of documents of class public their type, number and validity; who issued them may be a person.
    private func documents(_ value: ExtensionValue) -> ExtensionValue? {
        let shown = StageRecord.DocumentUse.list(value).filter { use in
            view.book?.publicDocuments.contains(use.type) ?? false
        }
        guard !shown.isEmpty else { return nil }
        return .array(
            shown.map { use in
                let parts = [
                    ("type", use.type), ("number", use.number), ("issued", use.issued),
                    ("valid-until", use.validUntil),
                ]
                return .object(
                    parts.compactMap { name, text in
                        text.map { ExtensionField(name: ChainTerms.name(name), value: .string($0)) }
                    }
                )
            }
        )
    }
}
