// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// A value that occurs in stored events and can be listed: a business step, a place.
package struct Term: Hashable, Sendable {
    package let kind: Kind
    package let value: String

    /// The listed dimensions (EPCIS 2.0 REST top-level resources); the numbers are stored and never change.
    package enum Kind: Int64, Sendable, CaseIterable {
        case eventType = 1
        case bizStep = 2
        case disposition = 3
        case readPoint = 4
        case bizLocation = 5
    }

    static func all(of event: Event) -> [Term] {
        var terms: [Term] = []
        func add(_ kind: Kind, _ value: String?) {
            if let value { terms.append(Term(kind: kind, value: value)) }
        }
        if case .custom(let uri) = event.type { add(.eventType, uri) }
        add(.bizStep, event.bizStep)
        add(.disposition, event.disposition)
        add(.readPoint, event.readPoint?.id)
        add(.bizLocation, event.bizLocation?.id)
        return terms
    }
}
