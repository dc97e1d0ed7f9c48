// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads elements: whole definitions, and uses of an element that the reference data defines.
struct ElementReader {
    let reference: Reference

    /// An element of a stage.
    func use(_ item: YAMLMap) -> Element? {
        guard item.place["type"] == nil, let id = item.need("id")?.text else {
            return Self.definition(item)
        }
        guard let element = reference.elements.first(where: { $0.id == id }) else {
            item.place.fault(
                "the element “\(id)” is defined neither here (a type is missing) nor in the reference data"
            )
            _ = item.takeAll()
            return nil
        }
        return element.used(
            isRequired: item.take("required")?.boolean,
            visibility: item.take("class")?.word(Visibility.self)
        )
    }

    /// A whole definition.
    static func definition(_ item: YAMLMap) -> Element? {
        let measure = item.take("measure")?.text
        let list = item.take("list")?.text
        let schemes = item.take("schemes")?.texts ?? []
        let (minimum, maximum) = (item.take("min")?.number, item.take("max")?.number)
        let length = item.take("max-length")?.integer
        let visibility = item.take("class")?.word(Visibility.self)
        let required = item.take("required")?.boolean
        let consumed = item.take("consumed")?.boolean
        guard let id = item.need("id")?.text, let name = item.name("name"),
            let type = item.need("type")?.word(Element.Kind.self)
        else { return nil }
        let needsList = type == .code || type == .codes || type == .checklist
        if needsList != (list != nil) {
            item.place.fault(
                needsList
                    ? "an element of type \(type.rawValue) needs a “list”"
                    : "“list” goes with code, codes and checklist only"
            )
        }
        if consumed == true, type != .identifier, type != .identifiers {
            item.place.fault("“consumed” goes with identifier and identifiers only")
        }
        return Element(
            id: id,
            name: name,
            type: type,
            measure: measure,
            list: list,
            schemes: schemes,
            minimum: minimum,
            maximum: maximum,
            maximumLength: length,
            visibility: visibility ?? .chain,
            isRequired: required ?? false,
            isConsumed: consumed ?? false
        )
    }
}
