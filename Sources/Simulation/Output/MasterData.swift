// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// Places, parties and products as EPCIS master data.
struct MasterData {
    private let directory: Directory
    private let products: [RegistryEntry.Product]

    init(_ directory: Directory, _ products: [RegistryEntry.Product]) {
        self.directory = directory
        self.products = products
    }

    var vocabularies: [Vocabulary] {
        [
            Vocabulary(type: "urn:epcglobal:epcis:vtype:Location", elements: directory.parties.map(place)),
            Vocabulary(type: "urn:epcglobal:epcis:vtype:SourceDest", elements: directory.parties.map(party)),
            Vocabulary(type: "urn:epcglobal:epcis:vtype:EPCClass", elements: products.map(product)),
        ]
    }

    private func place(_ party: Party) -> VocabularyElement {
        VocabularyElement(
            id: party.site.id,
            attributes: names(party.site.name) + city(party.region) + [
                attribute("cbv:mda#latitude", "\(party.site.latitude)"),
                attribute("cbv:mda#longitude", "\(party.site.longitude)"),
                attribute("mda#party", party.id),
                attribute("mda#placeKind", party.site.use),
            ]
        )
    }

    private func party(_ party: Party) -> VocabularyElement {
        VocabularyElement(id: party.id, attributes: names(party.name) + city(party.region))
    }

    private func product(_ product: RegistryEntry.Product) -> VocabularyElement {
        VocabularyElement(
            id: product.id,
            attributes: [
                attribute("cbv:mda#descriptionShort", product.name.zh),
                attribute("mda#nameEnglish", product.name.en),
                attribute("mda#party", product.holder),
            ]
        )
    }

    private func names(_ name: LocalText) -> [VocabularyElement.Attribute] {
        [attribute("cbv:mda#name", name.zh), attribute("mda#nameEnglish", name.en)]
    }

    private func city(_ code: String) -> [VocabularyElement.Attribute] {
        guard let region = directory.catalogue.region(code) else { return [] }
        return [
            attribute("cbv:mda#city", region.name.zh), attribute("mda#cityEnglish", region.name.en),
            attribute("mda#region", code),
        ]
    }

    /// An attribute of the CBV, or one of our own.
    private func attribute(_ name: String, _ value: String) -> VocabularyElement.Attribute {
        let namespace = name.hasPrefix("cbv:") ? "urn:epcglobal:" : "urn:qiongsu:"
        return VocabularyElement.Attribute(id: namespace + name, value: .string(value))
    }
}

extension RegistryEntry {
    /// What the registry is told of some parties and products.
    static func entries(_ parties: [Party], _ products: [Product]) -> [RegistryEntry] {
        let from = CivilDate(year: 2000, month: 3, day: 1)
        var entries: [RegistryEntry] = []
        for party in parties {
            entries.append(
                .subject(
                    Subject(
                        id: party.id,
                        name: party.name,
                        types: [party.type],
                        region: party.region,
                        from: from
                    )
                )
            )
            for licence in party.licences where !licence.isMissing {
                entries.append(
                    .licence(
                        Licence(
                            type: licence.type,
                            number: licence.number,
                            holder: party.id,
                            issuer: licence.issuer,
                            quantity: licence.quantity,
                            from: licence.from,
                            until: licence.until
                        )
                    )
                )
            }
            entries.append(
                .place(
                    Place(
                        id: party.site.id,
                        name: party.site.name,
                        holder: party.id,
                        use: party.site.use,
                        region: party.region,
                        latitude: party.site.latitude,
                        longitude: party.site.longitude,
                        area: party.site.area,
                        capacity: party.capacity,
                        from: from
                    )
                )
            )
        }
        return entries + products.map(RegistryEntry.product)
    }
}
