// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import TraceCodes
package import TraceEvents
import TraceText

/// The identifiers of one event by which it can be found.
package struct EventLinks: Sendable {
    /// Each key once, with every role that it has, in order of key.
    package private(set) var links: [(key: LinkKey, role: LinkRole)] = []
    /// The keys that say that there are blocks (``CodeBlock``), for every event the same.
    package private(set) var blockMarks: Set<LinkKey> = []

    /// - Parameters:
    ///   - eventID: the ID under which the event is stored, its own or the one made from its hash.
    ///   - profiles: by which events of class security are told.
    ///   - joinsBlocks: whether one entry may stand for all codes of a block.
    package init(
        of event: Event,
        eventID: String,
        profiles: ProfileBook? = nil,
        joinsBlocks: Bool = true
    ) {
        links.reserveCapacity(8 + event.epcs.count + event.childEPCs.count)
        add(LinkKey(eventID), .eventID)
        let lists = addUnits(of: event, joinsBlocks)
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
        for list in lists { join(list) }
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

    /// - Returns: the lists of codes in which there are blocks.
    private mutating func addUnits(of event: Event, _ joinsBlocks: Bool) -> [BlockFinder] {
        for element in event.quantities { add(element.epcClass, .quantity) }
        add(event.parentID, .parent)
        for element in event.childQuantities { add(element.epcClass, .childQuantity) }
        for element in event.inputQuantities { add(element.epcClass, .inputQuantity) }
        for element in event.outputQuantities { add(element.epcClass, .outputQuantity) }
        let lists: [(epcs: [String], role: LinkRole)] = [
            (event.epcs, .epc), (event.childEPCs, .childEPC), (event.inputEPCs, .inputEPC),
            (event.outputEPCs, .outputEPC),
        ]
        return lists.compactMap { epcs, role in
            guard joinsBlocks, epcs.count >= Self.smallestBlock else {
                for epc in epcs { add(epc, role) }
                return nil
            }
            var list = BlockFinder(role: role, count: epcs.count)
            for epc in epcs {
                add(list.add(CanonicalCode.canonical(epc)), role)
            }
            return list.mayHaveBlocks ? list : nil
        }
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

    /// Lets one entry stand for all codes of each block in a list.
    private mutating func join(_ list: BlockFinder) {
        let (blocks, codes) = list.blocks { role(of: $0) == list.role }
        links.removeAll { codes.contains($0.key) }
        for block in blocks {
            add(block, list.role)
            blockMarks.insert(block.blockMark)
        }
        merge()
    }

    /// Every role of a key; what was merged is in order.
    private func role(of key: LinkKey) -> LinkRole? {
        let place = links.firstPosition(from: { $0.key.rawValue >= key.rawValue })
        return place < links.count && links[place].key == key ? links[place].role : nil
    }

    private static let smallestBlock = 10
}
