// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The content models of one version of the standard's XML, as numbers for a fast check.
struct Schema: Sendable {
    var types: [TypeRule] = []
    var particles: [Particle] = []
    /// The parts of sequences and choices.
    var parts: [Int32] = []
    var attributes: [AttributeRule] = []
    /// Types of the elements that may be the root or be recognised in an extension.
    var globals: [QualifiedName: Int32] = [:]
    /// Types that an `xsi:type` may name.
    var named: [QualifiedName: Int32] = [:]

    struct QualifiedName: Hashable, Sendable {
        let namespace: Int32
        let local: Int32
    }

    struct TypeRule: Sendable {
        var content: Content
        var firstAttribute: Int32
        var attributeCount: Int32
        /// Whether attributes that are not named are allowed.
        var isOpen: Bool
    }

    enum Content: Sendable {
        case simple(SimpleType)
        /// Neither text nor elements.
        case empty
        /// Anything; what is known is checked.
        case any
        case elements(Int32)
    }

    /// Elements in their order: an element, a wildcard, a sequence or a choice, and how often.
    struct Particle: Sendable {
        var kind: Kind
        var minimum: Int32
        var maximum: Int32
        var local: Int32 = SymbolTable.none
        /// The namespace of an element; of a wildcard the one that it does not take.
        var namespace: Int32 = SymbolTable.none
        var type: Int32 = 0
        var isNillable = false
        var firstPart: Int32 = 0
        var partCount: Int32 = 0
        /// Whether nothing at all is a match.
        var isEmptiable = false
    }

    enum Kind: Sendable {
        case element
        /// Elements without a namespace.
        case localWildcard
        /// Elements in another namespace.
        case otherWildcard
        case sequence, choice
    }

    struct AttributeRule: Sendable {
        let local: Int32
        let type: SimpleType
        let isRequired: Bool
    }
}
