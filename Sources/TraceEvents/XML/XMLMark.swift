// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What our marks say of an element: what XML has no words for.
///
/// They are attributes in ``XMLNamespace/marks``: `type` for the kind of value where `xsi:type` may not
/// stand, and `list="true"` on the only element of an array.
enum XMLMark: String {
    case number, boolean, null, object
    /// The child elements are the elements of an array.
    case array
    /// The text is a JSON string, because it holds characters that XML may not.
    case json
    /// The element is nothing but a place for its child elements, which may not stand where it stands.
    case wrapper
}

extension XMLNode {
    /// Our mark of the element's kind.
    var mark: XMLMark? {
        let names = SchemaSet.standard.names
        return attribute(names.type, in: names.marks).flatMap(XMLMark.init(rawValue:))
    }

    /// Whether the element is one of an array even if it has no sibling of its name.
    var isMarkedList: Bool {
        let names = SchemaSet.standard.names
        return element.attributeCount > 0 && attribute(names.list, in: names.marks) == "true"
    }
}
