// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension Event {
    /// Visits the name of every extension field, of any depth.
    func forEachExtensionName(_ body: (ExtensionName) -> Void) {
        func visit(_ fields: [ExtensionField]) {
            for field in fields {
                body(field.name)
                field.value.forEachName(body)
            }
        }
        visit(ilmd)
        visit(extensions)
        if let errorDeclaration { visit(errorDeclaration.extensions) }
        if let readPoint { visit(readPoint.extensions) }
        if let bizLocation { visit(bizLocation.extensions) }
        for element in sensorElements {
            visit(element.extensions)
            if let metadata = element.metadata { visit(metadata.extensions) }
            for report in element.reports { visit(report.extensions) }
        }
    }

    /// Visits every value of a vocabulary, and the type.
    func forEachWord(_ body: (String) -> Void) {
        if case .custom(let type) = type { body(type) }
        for word in [bizStep, disposition, errorDeclaration?.reason] {
            if let word { body(word) }
        }
        persistentDisposition?.set.forEach(body)
        persistentDisposition?.unset.forEach(body)
        for transaction in bizTransactions {
            if let type = transaction.type { body(type) }
        }
        for party in sources { body(party.type) }
        for party in destinations { body(party.type) }
        for report in sensorElements.lazy.flatMap(\.reports) {
            for field in [SensorField.type, .exception, .component] {
                if let word = report[field]?.text { body(word) }
            }
        }
    }
}

extension ExtensionValue {
    /// Visits the name of every field inside.
    func forEachName(_ body: (ExtensionName) -> Void) {
        switch self {
        case .object(let fields):
            for field in fields {
                body(field.name)
                field.value.forEachName(body)
            }
        case .array(let values):
            for value in values { value.forEachName(body) }
        case .string, .number, .boolean, .null: break
        }
    }
}
