// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceEvents

/// What an event that was shown holds beyond what is public of its stage: short values too, which occur in any text.
extension SecretValues {
    func excess(in event: Event) -> [String] {
        guard let stage = stage(of: event) else {
            return ProfileBook.stageReference(of: event) == nil ? [] : ["a stage that no profile tells"]
        }
        if profile(of: event)?.isSecurity ?? true { return ["an event of class security"] }
        let amounts =
            event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities
        let places = [event.readPoint, event.bizLocation].compactMap(\.self)
        let parts: [(String, Bool)] = [
            ("quantities", amounts.contains { $0.quantity != nil || $0.uom != nil }),
            ("sources", !event.sources.isEmpty), ("destinations", !event.destinations.isEmpty),
            ("business transactions", !event.bizTransactions.isEmpty),
            ("certification", !event.certificationInfo.isEmpty),
            ("sensors", !event.sensorElements.isEmpty), ("master data", !event.ilmd.isEmpty),
            ("fields of a place", places.contains { !$0.extensions.isEmpty }),
            ("a hidden place", places.contains { isHidden($0.id) }),
            ("its hash", event.eventID.map(EventHash.isURI) ?? false),
        ]
        return parts.filter(\.1).map(\.0)
            + event.extensions.filter { !isPublic($0, of: stage) || holdsExcess($0) }.map(Self.name)
    }

    /// Whether a field is one of those of a stage that everybody may see.
    func isPublic(_ field: ExtensionField, of stage: Stage) -> Bool {
        guard field.name.namespace == ChainTerms.namespace else { return false }
        switch field.name.local {
        case ChainTerms.stage, ChainTerms.subject, ChainTerms.documents, ChainTerms.region: return true
        case let local: return stage.elements.first { $0.id == local }?.visibility == .public
        }
    }

    /// Whether a field that everybody may see holds more than they may: persons, guarded goods, parts of documents.
    private func holdsExcess(_ field: ExtensionField) -> Bool {
        if field.name.local == ChainTerms.documents { return documentsHoldExcess(field.value) }
        return Self.strings(in: field.value).contains { isHidden($0) }
    }

    private func documentsHoldExcess(_ value: ExtensionValue) -> Bool {
        guard case .array(let items) = value else { return true }
        return items.contains { item in
            guard case .object(let fields) = item else { return true }
            let type = fields.first { $0.name.local == "type" }.flatMap { Self.strings(in: $0.value).first }
            return book.reference.documents.first { $0.id == type }?.visibility != .public
                || fields.contains { !["type", "number", "issued", "valid-until"].contains($0.name.local) }
        }
    }
}
