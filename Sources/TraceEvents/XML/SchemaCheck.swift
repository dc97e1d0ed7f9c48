// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Checks a document against the content models of its version.
///
/// One fault is told of each wrong order; what follows in the same element is checked by its name alone.
struct SchemaCheck {
    let schema: Schema
    let tree: XMLTree
    var faults = XMLFaultList()
    let names = SchemaSet.standard.names
    /// What could have come at the place where the match stands now, as particles.
    private var expected: [Int32] = []

    init(schema: Schema, tree: XMLTree) {
        self.schema = schema
        self.tree = tree
    }

    /// Checks the whole document; the root is one of the standard's documents.
    mutating func checkRoot() {
        let root = tree.root
        let name = Schema.QualifiedName(namespace: root.namespace, local: root.local)
        guard let type = schema.globals[name] else {
            faults.add(
                .schema,
                at: root.offset,
                "\(root.writtenName) is not a document of the standard; expected EPCISDocument,"
                    + " EPCISQueryDocument or EPCISMasterDataDocument"
            )
            return
        }
        check(root, as: type, isNillable: false)
    }

    private mutating func check(_ node: XMLNode, as declared: Int32, isNillable: Bool) {
        let type: Int32
        switch givenType(of: node) {
        case .none: type = declared
        case .unknown: return
        case .simple(let simple):
            guard accepts(simple, insteadOf: declared) else {
                return refuseType(of: node)
            }
            return check(node, simple: simple, rule: nil)
        case .complex(let given):
            guard given == declared || isAny(declared) else { return refuseType(of: node) }
            type = given
        }
        if let isNil = nilMark(of: node) {
            guard isNillable || isAny(declared) else {
                faults.add(.schema, at: node.offset, "\(node.writtenName) may not have xsi:nil; give a value")
                return
            }
            if isNil, !isAny(declared) { return checkNil(node) }
        }
        let rule = schema.types[Int(type)]
        switch rule.content {
        case .simple(let simple): check(node, simple: simple, rule: rule)
        case .empty:
            checkAttributes(of: node, rule)
            if node.hasChildren || node.withText({ !$0.isEmpty }) {
                faults.add(.schema, at: node.offset, "\(node.writtenName) must be empty")
            }
        case .any:
            checkAttributes(of: node, rule)
            for child in node.children { checkAnything(child) }
        case .elements(let particle):
            checkAttributes(of: node, rule)
            checkElements(of: node, particle)
        }
    }

    /// Checks an element that a wildcard takes: only what the standard knows (`processContents="lax"`).
    mutating func checkAnything(_ node: XMLNode) {
        let name = Schema.QualifiedName(namespace: node.namespace, local: node.local)
        if node.namespace != SymbolTable.none, let type = schema.globals[name] {
            return check(node, as: type, isNillable: false)
        }
        switch givenType(of: node) {
        case .unknown: return
        case .simple(let simple): check(node, simple: simple, rule: nil)
        case .complex(let type): check(node, as: type, isNillable: true)
        case .none: for child in node.children { checkAnything(child) }
        }
    }

    private mutating func checkNil(_ node: XMLNode) {
        if node.hasChildren || node.withText({ !$0.isEmpty }) {
            faults.add(.schema, at: node.offset, "\(node.writtenName) has xsi:nil and must be empty")
        }
    }

    private mutating func refuseType(of node: XMLNode) {
        faults.add(
            .schema,
            at: node.offset,
            "the xsi:type of \(node.writtenName) is not a kind of what it must be"
        )
    }

    private func isAny(_ type: Int32) -> Bool {
        let rule = schema.types[Int(type)]
        guard case .any = rule.content else { return false }
        return rule.attributeCount == 0
    }

    private func accepts(_ given: SimpleType, insteadOf declared: Int32) -> Bool {
        if case .simple(let simple) = schema.types[Int(declared)].content {
            return given.derives(from: simple)
        }
        return isAny(declared)
    }
}

extension SchemaCheck {
    private mutating func checkElements(of node: XMLNode, _ particle: Int32) {
        if node.withText({ !$0.allSatisfy(\.isXMLSpace) }) {
            faults.add(.schema, at: node.offset, "\(node.writtenName) may hold elements but no text")
        }
        let outer = expected.count
        defer { expected.removeSubrange(outer...) }
        var next = node.element.firstChild
        let isComplete = match(particle, &next, outer)
        if isComplete, next == XMLTree.nothing { return }
        let wanted = namesOfExpected(from: outer)
        guard next != XMLTree.nothing else {
            faults.add(.schema, at: node.offset, "\(node.writtenName) ends too early; expected \(wanted)")
            return
        }
        let stray = XMLNode(tree: tree, index: next)
        let message = "\(stray.writtenName) is not expected here in \(node.writtenName)"
        faults.add(.schema, at: stray.offset, wanted.isEmpty ? message : "\(message); expected \(wanted)")
        checkByName(from: next, particle)
    }

    /// Matches elements in order; false where a part that must come does not.
    private mutating func match(_ index: Int32, _ next: inout Int32, _ outer: Int) -> Bool {
        let particle = schema.particles[Int(index)]
        var count: Int32 = 0
        while count < particle.maximum, next != XMLTree.nothing, accepts(index, next) {
            let before = next
            let node = XMLNode(tree: tree, index: next)
            switch particle.kind {
            case .element:
                advance(&next, outer)
                check(node, as: particle.type, isNillable: particle.isNillable)
            case .localWildcard, .otherWildcard:
                advance(&next, outer)
                checkAnything(node)
            case .sequence:
                for part in parts(of: particle) where !match(part, &next, outer) { return false }
            case .choice:
                guard let part = parts(of: particle).first(where: { accepts($0, before) }) else {
                    return false
                }
                guard match(part, &next, outer) else { return false }
            }
            if next == before { break }
            count += 1
        }
        if count < particle.maximum { expected.append(index) }
        return count >= particle.minimum || particle.isEmptiable
    }

    private mutating func advance(_ next: inout Int32, _ outer: Int) {
        next = tree.elements[Int(next)].nextSibling
        expected.removeSubrange(outer...)
    }

    private func parts(of particle: Schema.Particle) -> ArraySlice<Int32> {
        schema.parts[Int(particle.firstPart)..<Int(particle.firstPart + particle.partCount)]
    }

    /// Whether a part may begin with an element.
    private func accepts(_ index: Int32, _ element: Int32) -> Bool {
        let particle = schema.particles[Int(index)]
        switch particle.kind {
        case .element:
            let element = tree.elements[Int(element)]
            return element.local == particle.local && element.namespace == particle.namespace
        case .localWildcard: return tree.elements[Int(element)].namespace == SymbolTable.none
        case .otherWildcard:
            let namespace = tree.elements[Int(element)].namespace
            return namespace != SymbolTable.none && namespace != particle.namespace
        case .choice: return parts(of: particle).contains { accepts($0, element) }
        case .sequence:
            for part in parts(of: particle) {
                if accepts(part, element) { return true }
                if !schema.particles[Int(part)].isEmptiable { return false }
            }
            return false
        }
    }

    /// After a wrong order: checks the elements that are known by name for themselves.
    private mutating func checkByName(from first: Int32, _ particle: Int32) {
        for node in XMLNode.Children(tree: tree, first: first) {
            if let rule = element(named: node, in: particle) {
                check(node, as: rule.type, isNillable: rule.isNillable)
            } else {
                checkAnything(node)
            }
        }
    }

    private func element(named node: XMLNode, in index: Int32) -> Schema.Particle? {
        let particle = schema.particles[Int(index)]
        switch particle.kind {
        case .element: return accepts(index, node.index) ? particle : nil
        case .localWildcard, .otherWildcard: return nil
        case .sequence, .choice:
            return parts(of: particle).lazy.compactMap { element(named: node, in: $0) }.first
        }
    }
}

extension SchemaCheck {
    private func namesOfExpected(from outer: Int) -> String {
        var names: [String] = []
        for index in expected[outer...] {
            for name in firstNames(of: index) where !names.contains(name) { names.append(name) }
        }
        return names.count > 1
            ? names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "") : names.first ?? ""
    }

    private func firstNames(of index: Int32) -> [String] {
        let particle = schema.particles[Int(index)]
        switch particle.kind {
        case .element: return [tree.symbols[particle.local]]
        case .localWildcard: return ["an element without a namespace"]
        case .otherWildcard: return ["an element in a namespace of one's own"]
        case .choice: return parts(of: particle).flatMap { firstNames(of: $0) }
        case .sequence:
            var names: [String] = []
            for part in parts(of: particle) {
                names += firstNames(of: part)
                if !schema.particles[Int(part)].isEmptiable { break }
            }
            return names
        }
    }
}
