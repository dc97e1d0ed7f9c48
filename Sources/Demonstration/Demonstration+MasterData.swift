// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

extension Demonstration {
    /// Places, parties and products, each under its Digital Link.
    ///
    /// A product is one entry for each party that makes it.
    package var masterData: [Vocabulary] {
        [
            Vocabulary(
                type: "urn:epcglobal:epcis:vtype:Location",
                elements: book.directory.places.map(element)
            ),
            Vocabulary(
                type: "urn:epcglobal:epcis:vtype:SourceDest",
                elements: book.directory.parties.map(element)
            ),
            Vocabulary(
                type: "urn:epcglobal:epcis:vtype:EPCClass",
                elements: book.chains.products.flatMap(elements)
            ),
        ]
    }

    private func element(of place: Place) -> VocabularyElement {
        VocabularyElement(
            id: IdentifierStyle.digitalLink.place(place),
            attributes: names(place.name) + city(place.region) + [
                attribute("cbv:mda#latitude", String(place.latitude)),
                attribute("cbv:mda#longitude", String(place.longitude)),
                attribute("mda#party", IdentifierStyle.digitalLink.party(place.party)),
                attribute("mda#placeKind", place.kind),
            ]
        )
    }

    private func element(of party: Party) -> VocabularyElement {
        VocabularyElement(
            id: IdentifierStyle.digitalLink.party(party),
            attributes: names(party.name) + city(party.region)
        )
    }

    private func elements(of product: Product) -> [VocabularyElement] {
        let makers = book.directory.parties.filter { party in
            book.directory.places.contains { $0.party == party && product.makers.contains($0.kind) }
        }
        var attributes = [
            attribute("cbv:mda#descriptionShort", product.name.chinese),
            attribute("mda#nameEnglish", product.name.english),
        ]
        if let kilograms = product.kilograms {
            attributes.append(attribute("mda#netWeightKilograms", String(kilograms)))
        }
        return makers.map { maker in
            let id = IdentifierStyle.digitalLink.product(maker.prefix, product.reference)
            let owner = attribute("mda#party", IdentifierStyle.digitalLink.party(maker))
            return VocabularyElement(id: id, attributes: attributes + [owner])
        }
    }

    private func names(_ name: BilingualName) -> [VocabularyElement.Attribute] {
        [attribute("cbv:mda#name", name.chinese), attribute("mda#nameEnglish", name.english)]
    }

    private func city(_ region: String) -> [VocabularyElement.Attribute] {
        guard let name = book.directory.regions[region] else {
            preconditionFailure("places.yaml names region \(region)")
        }
        return [
            attribute("cbv:mda#city", name.chinese), attribute("mda#cityEnglish", name.english),
            attribute("mda#region", region),
        ]
    }

    /// An attribute of the CBV, or one of our own.
    private func attribute(_ name: String, _ value: String) -> VocabularyElement.Attribute {
        let namespace = name.hasPrefix("cbv:") ? "urn:epcglobal:" : "urn:qiongsu:"
        return VocabularyElement.Attribute(id: namespace + name, value: .string(value))
    }
}
