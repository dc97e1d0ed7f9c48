// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a JSON value must look like to be valid: the official JSON Schema of EPCIS 2.0 as data.
indirect enum Shape: Sendable {
    case anything
    case text
    /// A URI with a scheme; a compact URI such as `example:field` is one.
    case uri
    case dateTime
    case number
    case boolean
    case hexBinary
    case unit
    case timeZoneOffset
    case version
    case action
    /// A bare word of a standard vocabulary, or a URI outside the standard's namespaces.
    case word(CBV)
    /// Exactly this text.
    case constant(String)
    /// What a master data attribute may be: text, number or object.
    case attributeValue
    /// A JSON-LD context: a URI, an object, or a list of these.
    case context
    case list(Shape, minimum: Int = 0, isUnique: Bool = false)
    case oneOrList(Shape)
    case object(ObjectShape)
    /// An object whose shape its `type` decides.
    case event
}

/// The fields that an object has or must have.
final class ObjectShape: Sendable {
    /// What messages call the object.
    let name: String
    let required: FieldSet
    let others: Others
    let conditions: [Condition]
    /// By the ordinal of the field name.
    private let shapes: [Shape?]

    init(
        _ name: String,
        _ fields: [FieldName: Shape],
        required: [FieldName] = [],
        others: Others,
        conditions: [Condition] = []
    ) {
        self.name = name
        self.required = FieldSet(required)
        self.others = others
        self.conditions = conditions
        shapes = FieldName.allCases.map { fields[$0] }
    }

    subscript(field: FieldName) -> Shape? { shapes[Int(field.rawValue)] }

    /// The rule for names that are not declared.
    enum Others: Sendable {
        /// Any name at all.
        case anyName
        /// Fields of one's own, named by a URI or a compact URI.
        case ownFields
        case none
    }

    /// Something that must hold between the fields of an object.
    struct Condition: Sendable {
        let test: Test
        /// What would be right, as a sentence.
        let message: String
    }

    /// A statement about the fields of an object.
    indirect enum Test: Sendable {
        case has(FieldName)
        /// A list that is there and has an element.
        case hasItems(FieldName)
        case action(Action)
        case not(Test)
        case any([Test])
        case all([Test])
    }
}
