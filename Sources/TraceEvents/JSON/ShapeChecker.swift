// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Walks a JSON value along a ``Shape`` and reports everything that does not fit.
struct ShapeChecker {
    private(set) var found: FaultList

    init(_ found: FaultList) {
        self.found = found
    }

    mutating func check(_ value: JSONValue, _ shape: Shape) {
        switch shape {
        case .list(let element, let minimum, let isUnique):
            checkList(value, of: element, minimum: minimum, isUnique: isUnique)
        case .oneOrList(let element):
            if value.kind == .array {
                checkList(value, of: element, minimum: 0, isUnique: false)
            } else {
                check(value, element)
            }
        case .object(let object): check(value, object)
        case .event: checkEvent(value)
        case .context: checkContext(value)
        default: checkScalar(value, shape)
        }
    }

    /// Checks an event, bare or in a document.
    mutating func checkEvent(_ value: JSONValue, needsContext: Bool = false) {
        guard isKind(value, .object, "an event is an object") else { return }
        let type = value["type"]?.string.map(EventType.init(name:)) ?? .custom("")
        check(value, Shape.event(type))
        if needsContext, value["@context"] == nil {
            found.add(.schema, at: value, "an event outside a document needs an @context")
        }
    }

    mutating func check(_ value: JSONValue, _ shape: ObjectShape) {
        guard isKind(value, .object, "\(shape.name) must be an object") else { return }
        var facts = ObjectFacts()
        for (key, member) in value.members {
            if found.isFull { return }
            guard let name = FieldName(key: key), let field = shape[name] else {
                checkOwnField(key, of: shape)
                continue
            }
            facts.note(name, member)
            check(member, field)
        }
        let missing = shape.required.subtracting(facts.present)
        if !missing.isEmpty {
            for name in missing.names {
                found.add(.schema, at: value, "\(shape.name) needs the field \(name.text)")
            }
        }
        for condition in shape.conditions where !facts.satisfy(condition.test) {
            found.add(.schema, at: value, condition.message)
        }
    }

    private mutating func checkOwnField(_ key: JSONValue, of shape: ObjectShape) {
        switch shape.others {
        case .anyName: return
        case .ownFields:
            if key.withText({ URISyntax.isURI($0) }) { return }
            let name = key.string ?? ""
            found.add(
                .schema,
                at: key,
                "\"\(name)\" is no field of \(shape.name); the name of a field of one's own is a URI or "
                    + "has a prefix, as in example:\(name)"
            )
        case .none:
            found.add(.schema, at: key, "\"\(key.string ?? "")\" is no field of \(shape.name)")
        }
    }

    private mutating func checkList(_ value: JSONValue, of element: Shape, minimum: Int, isUnique: Bool) {
        guard isKind(value, .array, "a list is expected here") else { return }
        if value.count < minimum {
            found.add(
                .schema,
                at: value,
                "the list needs \(minimum) element\(minimum == 1 ? "" : "s") at least"
            )
        }
        for item in value.elements {
            if found.isFull { return }
            check(item, element)
        }
        if isUnique { checkUnique(value) }
    }

    private mutating func checkContext(_ value: JSONValue) {
        func isPart(_ value: JSONValue) -> Bool {
            value.kind == .object || (value.kind == .string && value.withText({ URISyntax.isURI($0) }))
        }
        if isPart(value) { return }
        guard value.kind == .array else {
            found.add(.schema, at: value, "a context is a URI, an object of prefixes, or a list of these")
            return
        }
        for item in value.elements where !isPart(item) {
            found.add(.schema, at: item, "a context is a URI or an object of prefixes")
        }
        checkUnique(value)
    }

    private mutating func checkUnique(_ list: JSONValue) {
        guard list.count > 1 else { return }
        var seen = SeenValues(count: list.count)
        for item in list.elements where !seen.insert(item) {
            found.add(.schema, at: item, "the elements of this list must differ; this one stands twice")
        }
    }

    private mutating func isKind(_ value: JSONValue, _ kind: JSONValue.Kind, _ message: String) -> Bool {
        if value.kind == kind { return true }
        found.add(.schema, at: value, "\(message), not \(value.kind.described)")
        return false
    }

    /// Reports a scalar that does not fit.
    mutating func refuse(_ value: JSONValue, _ message: String) {
        found.add(.schema, at: value, message)
    }
}

/// What the conditions of an object ask about.
private struct ObjectFacts {
    private(set) var present = FieldSet()
    private var filled = FieldSet()
    private var action: Action?

    mutating func note(_ name: FieldName, _ value: JSONValue) {
        present.insert(name)
        if value.kind == .array, value.count > 0 { filled.insert(name) }
        if name == .action { action = value.string.flatMap(Action.init(rawValue:)) }
    }

    func satisfy(_ test: ObjectShape.Test) -> Bool {
        switch test {
        case .has(let name): present.contains(name)
        case .hasItems(let name): filled.contains(name)
        case .action(let wanted): action == wanted
        case .not(let test): !satisfy(test)
        case .any(let tests): tests.contains(where: satisfy)
        case .all(let tests): tests.allSatisfy(satisfy)
        }
    }
}

extension JSONValue.Kind {
    /// The kind with its article.
    var described: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
