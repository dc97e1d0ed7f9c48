// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Turns the tables of content models into a ``Schema``.
struct SchemaBuilder {
    private(set) var symbols: SymbolTable
    private var schema = Schema()
    private var models: [(name: String, namespace: String, content: ContentModel)] = []
    private var indexes: [String: Int32] = [:]

    init(symbols: SymbolTable) {
        self.symbols = symbols
        for name in Self.simpleTypes.keys.sorted() {
            guard let type = Self.simpleTypes[name] else { continue }
            define(name, in: XMLNamespace.schema, .text(type))
        }
        define("anyType", in: XMLNamespace.schema, .any, isOpen: true)
    }

    /// Adds a type.
    ///
    /// - Parameter namespace: the namespace of the type, which its wildcard for other namespaces leaves out.
    mutating func define(
        _ name: String,
        in namespace: String,
        _ content: ContentModel,
        attributes: [AttributeModel] = [],
        isOpen: Bool = false
    ) {
        precondition(indexes[name] == nil, "two types are called \(name)")
        let index = Int32(models.count)
        indexes[name] = index
        models.append((name, namespace, content))
        let first = Int32(schema.attributes.count)
        for attribute in attributes {
            schema.attributes.append(
                .init(
                    local: symbols.symbol(attribute.name),
                    type: attribute.type,
                    isRequired: attribute.isRequired
                )
            )
        }
        schema.types.append(
            .init(
                content: .any,
                firstAttribute: first,
                attributeCount: Int32(attributes.count),
                isOpen: isOpen
            )
        )
        schema.named[qualified(name, namespace)] = index
    }

    /// Names an element that may be a root, or that is checked wherever it stands.
    mutating func global(_ name: String, in namespace: String, type: String) {
        schema.globals[qualified(name, namespace)] = index(of: type)
    }

    /// The schema, when all types are defined.
    consuming func build() -> (schema: Schema, symbols: SymbolTable) {
        for (index, model) in models.enumerated() {
            let content: Schema.Content =
                switch model.content {
                case .text(let type): .simple(type)
                case .empty: .empty
                case .any: .any
                case .elements(let items): .elements(add(.sequence(items, .once), in: model.namespace))
                }
            schema.types[index].content = content
        }
        return (schema, symbols)
    }

    private static let simpleTypes: [String: SimpleType] = [
        "string": .string, "anyURI": .anyURI, "decimal": .decimal, "double": .double, "boolean": .boolean,
        "int": .boundedInteger(-2_147_483_648...2_147_483_647), "integer": .integer, "dateTime": .dateTime,
        "DateTimeStamp": .dateTimeStamp, "ActionType": .action, "ImplementationExceptionSeverity": .severity,
    ]

    private func index(of type: String) -> Int32 {
        guard let index = indexes[type] else { preconditionFailure("no type is called \(type)") }
        return index
    }

    private mutating func qualified(_ name: String, _ namespace: String) -> Schema.QualifiedName {
        .init(namespace: symbols.symbol(namespace), local: symbols.symbol(name))
    }

    private mutating func add(_ item: ContentModel.Item, in namespace: String) -> Int32 {
        var particle: Schema.Particle
        switch item {
        case .element(let name, let type, let occurrence, let isNillable):
            particle = .init(kind: .element, minimum: occurrence.minimum, maximum: occurrence.maximum)
            particle.local = symbols.symbol(name)
            particle.type = index(of: type)
            particle.isNillable = isNillable
        case .global(let name, let space, let type, let occurrence):
            particle = .init(kind: .element, minimum: occurrence.minimum, maximum: occurrence.maximum)
            particle.local = symbols.symbol(name)
            particle.namespace = symbols.symbol(space)
            particle.type = index(of: type)
        case .local(let occurrence):
            particle = .init(kind: .localWildcard, minimum: occurrence.minimum, maximum: occurrence.maximum)
        case .other(let occurrence):
            particle = .init(kind: .otherWildcard, minimum: occurrence.minimum, maximum: occurrence.maximum)
            particle.namespace = symbols.symbol(namespace)
        case .sequence(let items, let occurrence):
            particle = group(.sequence, items, occurrence, in: namespace)
        case .choice(let items, let occurrence):
            particle = group(.choice, items, occurrence, in: namespace)
        }
        particle.isEmptiable = particle.isEmptiable || particle.minimum == 0
        schema.particles.append(particle)
        return Int32(schema.particles.count - 1)
    }

    private mutating func group(
        _ kind: Schema.Kind,
        _ items: [ContentModel.Item],
        _ occurrence: ContentModel.Occurrence,
        in namespace: String
    ) -> Schema.Particle {
        let members = items.map { add($0, in: namespace) }
        var particle = Schema.Particle(kind: kind, minimum: occurrence.minimum, maximum: occurrence.maximum)
        particle.firstPart = Int32(schema.parts.count)
        particle.partCount = Int32(members.count)
        schema.parts += members
        let emptiable = members.filter { schema.particles[Int($0)].isEmptiable }.count
        particle.isEmptiable = kind == .sequence ? emptiable == members.count : emptiable > 0
        return particle
    }
}
