// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Which extension fields of a nested element the event hash writes within that element.
///
/// The standard puts all of them at the element's end. GS1's reference program, from which the hashes in use
/// come, puts only those of a namespace that ends in a slash there, and none where the element holds nothing
/// else or a name contains `action` or `eventTime`. The others follow the event's standard fields.
struct ExtensionPlacement {
    private let isAtEnd: Bool

    /// `siblings` is how many standard fields the element has.
    init(of fields: [ExtensionField], besides siblings: Int) {
        let count = fields.reduce(siblings) { $0 + $1.elementCount }
        isAtEnd = count > 1 && !fields.contains { $0.name.isTakenForEvent }
    }

    func isInPlace(_ name: ExtensionName) -> Bool {
        isAtEnd && name.namespace?.utf8.last == UInt8(ascii: "/")
    }
}

extension ExtensionField {
    /// How many XML elements the field is.
    fileprivate var elementCount: Int {
        if case .array(let values) = value, !name.local.hasSuffix("List") { values.count } else { 1 }
    }
}

extension ExtensionName {
    fileprivate var isTakenForEvent: Bool {
        [namespace ?? prefix ?? "", local].contains { $0.contains("action") || $0.contains("eventTime") }
    }
}
