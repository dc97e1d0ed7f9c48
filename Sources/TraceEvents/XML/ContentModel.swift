// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What an element may hold, as it is written down in the tables of the versions.
indirect enum ContentModel: Sendable {
    case text(SimpleType)
    case empty
    case any
    case elements([Item])

    /// An element or a group of elements, and how often it may come.
    enum Item: Sendable {
        case element(String, String, Occurrence, isNillable: Bool)
        /// An element of another namespace, by its global name.
        case global(String, String, String, Occurrence)
        case local(Occurrence)
        case other(Occurrence)
        case sequence([Item], Occurrence)
        case choice([Item], Occurrence)
    }

    enum Occurrence: Sendable {
        case once, optional, many, some

        var minimum: Int32 { self == .once || self == .some ? 1 : 0 }
        var maximum: Int32 { self == .once || self == .optional ? 1 : .max }
    }
}

extension ContentModel.Item {
    /// Exactly one element.
    static func one(_ name: String, _ type: String) -> Self { .element(name, type, .once, isNillable: false) }
    /// One element or none.
    static func maybe(_ name: String, _ type: String) -> Self {
        .element(name, type, .optional, isNillable: false)
    }
    /// Any number of elements.
    static func many(_ name: String, _ type: String) -> Self {
        .element(name, type, .many, isNillable: false)
    }
    /// One element or more.
    static func some(_ name: String, _ type: String) -> Self {
        .element(name, type, .some, isNillable: false)
    }

    /// The last two parts of most types: an `extension` for the standard's future, and elements of others.
    static func open(_ extensionType: String) -> [Self] {
        [.maybe("extension", extensionType), .other(.many)]
    }
}

/// An attribute that an element may have.
struct AttributeModel: Sendable {
    let name: String
    let type: SimpleType
    let isRequired: Bool

    static func required(_ name: String, _ type: SimpleType) -> Self {
        Self(name: name, type: type, isRequired: true)
    }

    static func optional(_ name: String, _ type: SimpleType) -> Self {
        Self(name: name, type: type, isRequired: false)
    }
}
