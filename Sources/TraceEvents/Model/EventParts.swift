// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// An amount of a class of units.
package struct QuantityElement: Equatable, Sendable {
    package var epcClass: String
    /// Absent where the amount is not known.
    package var quantity: DecimalNumber?
    /// UN/CEFACT Recommendation 20 code; absent where units are counted.
    package var uom: String?

    package init(epcClass: String, quantity: DecimalNumber? = nil, uom: String? = nil) {
        self.epcClass = epcClass
        self.quantity = quantity
        self.uom = uom
    }
}

/// A number kept as it is written, equal by value.
package struct DecimalNumber: Sendable {
    /// A JSON number.
    package let literal: String

    /// The caller has checked that the text is a JSON number.
    package init(literal: String) {
        self.literal = literal
    }

    /// The nearest double; digits beyond its precision count only in ``literal``.
    package var value: Double { Double(literal) ?? .nan }
}

extension DecimalNumber: Hashable {
    package static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
        left.literal == right.literal || left.value == right.value
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// A reference to a business document.
package struct BizTransaction: Hashable, Sendable {
    /// CBV word or URI; absent where the sender did not say.
    package var type: String?
    package var id: String

    package init(type: String?, id: String) {
        self.type = type
        self.id = id
    }
}

/// A source or destination: a party or a place that goods came from or go to.
package struct PartyOrPlace: Hashable, Sendable {
    /// CBV word (`owning_party`, `possessing_party`, `location`) or URI.
    package var type: String
    package var id: String

    package init(type: String, id: String) {
        self.type = type
        self.id = id
    }
}

/// A read point or business location.
package struct Location: Equatable, Sendable {
    package var id: String
    package var extensions: [ExtensionField]

    package init(id: String, extensions: [ExtensionField] = []) {
        self.id = id
        self.extensions = extensions
    }
}

/// Dispositions that hold until they are unset.
package struct PersistentDisposition: Equatable, Sendable {
    package var set: [String]
    package var unset: [String]

    package init(set: [String] = [], unset: [String] = []) {
        self.set = set
        self.unset = unset
    }
}

/// A statement that an earlier event with the same ID is wrong (EPCIS 2.0 §7.4.1.2).
package struct ErrorDeclaration: Equatable, Sendable {
    package var declarationTime: Timestamp
    /// CBV word (`did_not_occur`, `incorrect_data`) or URI.
    package var reason: String?
    package var correctiveEventIDs: [String]
    package var extensions: [ExtensionField]

    package init(
        declarationTime: Timestamp,
        reason: String? = nil,
        correctiveEventIDs: [String] = [],
        extensions: [ExtensionField] = []
    ) {
        self.declarationTime = declarationTime
        self.reason = reason
        self.correctiveEventIDs = correctiveEventIDs
        self.extensions = extensions
    }
}
