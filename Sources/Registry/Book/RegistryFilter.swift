// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes

/// Which entries of a kind are asked for: what is nil does not matter.
package struct RegistryFilter: Sendable {
    package let kind: RegistryEntry.Kind
    /// Of subjects a kind of party, of licences theirs, of places their use, of products their profile.
    package var type: String?
    /// A code of GB/T 2260; of a province or city, everything in it.
    package var region: String?
    /// Canonical.
    package var holder: String?

    package init(_ kind: RegistryEntry.Kind) {
        self.kind = kind
    }

    package var isEmpty: Bool { type == nil && region == nil && holder == nil }

    /// What entries of the kind can be told apart by.
    package static func names(of kind: RegistryEntry.Kind) -> [String] {
        switch kind {
        case .subject: ["type", "region"]
        case .licence: ["type", "holder"]
        case .place: ["type", "region", "holder"]
        case .product: ["type", "holder"]
        }
    }

    /// Something that is asked for and that the registry does not know.
    package struct Fault: Error, Sendable, CustomStringConvertible {
        /// `type`, `region`, `holder`, or a name that the kind has not.
        package let name: String
        /// What is wrong and what would be right.
        package let reason: String

        package var description: String { "\(name): \(reason)" }
    }
}

extension RegistryBook {
    /// The filter of some values by name.
    ///
    /// - Throws: what the kind does not have, or nobody has.
    package func filter(
        _ kind: RegistryEntry.Kind,
        _ values: [(name: String, value: String)],
        at time: Int64
    ) throws(RegistryFilter.Fault) -> RegistryFilter {
        var filter = RegistryFilter(kind)
        let names = RegistryFilter.names(of: kind)
        for (name, value) in values {
            guard names.contains(name) else {
                throw RegistryFilter.Fault(
                    name: name,
                    reason: "a \(kind.rawValue) is found by \(names.joined(separator: ", "))"
                )
            }
            switch name {
            case "type": filter.type = try type(value, of: kind, at: time)
            case "region": filter.region = try region(value)
            default: filter.holder = try holder(value)
            }
        }
        return filter
    }

    /// Whether an entry that holds at an instant (milliseconds since 1970) is asked for.
    package func holds(_ id: String, _ filter: RegistryFilter, at time: Int64) -> Bool {
        guard let content = entry(filter.kind, id, at: time)?.entry.content else { return false }
        let (types, region, holder): ([String], String?, String?) =
            switch content {
            case .subject(let subject): (subject.types, subject.region, nil)
            case .licence(let licence): ([licence.type], nil, licence.holder)
            case .place(let place): ([place.use].compactMap(\.self), place.region, place.holder)
            case .product(let product): ([product.profile], nil, product.holder)
            }
        if let type = filter.type, !types.contains(type) { return false }
        if let wanted = filter.holder, wanted != holder { return false }
        if let wanted = filter.region { return region.map { lies($0, in: wanted, at: time) } ?? false }
        return true
    }

    private func type(_ text: String, of kind: RegistryEntry.Kind, at time: Int64) throws(RegistryFilter
        .Fault)
        -> String
    {
        let known: [String] =
            switch kind {
            case .subject: profiles.reference.parties.map(\.id)
            case .licence: profiles.reference.licences.map(\.id)
            case .place: Set(ids(of: .place).compactMap { place($0, at: time)?.value.use }).sorted()
            case .product: profiles.ids
            }
        guard known.contains(text) else {
            throw RegistryFilter.Fault(
                name: "type",
                reason: "there is none “\(text)”, but: \(known.joined(separator: ", "))"
            )
        }
        return text
    }

    private func region(_ text: String) throws(RegistryFilter.Fault) -> String {
        guard regions.knows(text) else {
            let examples = regions.citiesAndCounties.prefix(4).map { "\($0.code) \($0.name.zh)" }
            throw RegistryFilter.Fault(
                name: "region",
                reason: "there is none “\(text)”; regions are such as \(examples.joined(separator: ", "))"
            )
        }
        return text
    }

    private func holder(_ text: String) throws(RegistryFilter.Fault) -> String {
        do throws(CodeError) {
            let id = try CodeReader.read(text).canonical
            if look({ $0.subjects[id] != nil }) { return id }
        } catch {
            throw RegistryFilter.Fault(name: "holder", reason: "“\(text)”: \(error.reason)")
        }
        throw RegistryFilter.Fault(name: "holder", reason: "the registry has no subject “\(text)”")
    }

    /// By the code that a region has now: those of a province or city begin alike.
    private func lies(_ code: String, in region: String, at time: Int64) -> Bool {
        func ends(_ zeros: String) -> Bool { region.hasSuffix(zeros) }
        let shared = ends("0000") ? region.prefix(2) : ends("00") ? region.prefix(4) : region[...]
        return [code, regions.region(code, at: time)?.code].contains { $0?.hasPrefix(shared) ?? false }
    }
}
