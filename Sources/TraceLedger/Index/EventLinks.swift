// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import TraceCodes
package import TraceEvents

/// The identifiers of one event by which it can be found.
package struct EventLinks: Sendable {
    /// Each key once, with every role that it has.
    package private(set) var links: [(key: LinkKey, role: LinkRole)] = []

    /// - Parameters:
    ///   - eventID: the ID under which the event is stored, its own or the one made from its hash.
    ///   - profiles: by which events of class security are told.
    package init(of event: Event, eventID: String, profiles: ProfileBook? = nil) {
        links.reserveCapacity(8 + event.epcs.count + event.childEPCs.count)
        add(LinkKey(eventID), .eventID)
        addUnits(of: event)
        add(event.readPoint?.id, .readPoint)
        add(event.bizLocation?.id, .bizLocation)
        add(event.transformationID, .transformation)
        for transaction in event.bizTransactions { add(transaction.id, .bizTransaction) }
        for source in event.sources { add(source.id, .source) }
        for destination in event.destinations { add(destination.id, .destination) }
        for field in event.extensions where field.name.namespace == ChainTerms.namespace {
            addMentions(field.value)
        }
        for identifier in profiles?.guardedIdentifiers(of: event) ?? [] {
            add(GuardMark.key(of: identifier), .guarded)
        }
        merge()
    }

    private mutating func addMentions(_ value: ExtensionValue) {
        switch value {
        case .string(let text):
            if text.utf8.starts(with: "urn:".utf8) || text.utf8.starts(with: "https://".utf8) {
                add(text, .mention)
            }
        case .array(let items):
            for item in items { addMentions(item) }
        default: break
        }
    }

    private mutating func addUnits(of event: Event) {
        for epc in event.epcs { add(epc, .epc) }
        for element in event.quantities { add(element.epcClass, .quantity) }
        add(event.parentID, .parent)
        for epc in event.childEPCs { add(epc, .childEPC) }
        for element in event.childQuantities { add(element.epcClass, .childQuantity) }
        for epc in event.inputEPCs { add(epc, .inputEPC) }
        for element in event.inputQuantities { add(element.epcClass, .inputQuantity) }
        for epc in event.outputEPCs { add(epc, .outputEPC) }
        for element in event.outputQuantities { add(element.epcClass, .outputQuantity) }
    }

    private mutating func add(_ uri: String?, _ role: LinkRole) {
        guard let uri else { return }
        add(LinkKey(CanonicalCode.canonical(uri)), role)
    }

    private mutating func add(_ key: LinkKey, _ role: LinkRole) {
        links.append((key, role))
    }

    private mutating func merge() {
        links.sort { $0.key.rawValue < $1.key.rawValue }
        var merged: [(key: LinkKey, role: LinkRole)] = []
        merged.reserveCapacity(links.count)
        for link in links {
            if let last = merged.indices.last, merged[last].key == link.key {
                merged[last].role.formUnion(link.role)
            } else {
                merged.append(link)
            }
        }
        links = merged
    }
}
