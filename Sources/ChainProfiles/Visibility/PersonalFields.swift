// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents
import TraceText

/// Which members of a stored event may hold personal data, and so may be erased by law.
///
/// The profiles say it of their elements (class `personal`, or an identifier that may be a person's); of EPCIS itself
/// it is where a party, a place or a document may be a person's. Of fields of other namespaces nobody knows what they
/// hold: they may be erased. Codes of goods, amounts, times, steps and words of the standard never are.
package struct PersonalFields: Sendable {
    private let stage: Stage?
    /// Before the names of the platform's own fields, with the colon.
    private let prefix: String
    private static let standard: Set<String> = [
        "sourceList", "destinationList", "readPoint", "bizLocation", "bizTransactionList",
    ]

    /// - Parameter event: as stored, before or after an erasure: the field that names its stage is never erased.
    package init(of event: Event, book: ProfileBook?) {
        stage = ProfileBook.stageReference(of: event).flatMap {
            book?.stage($0, at: event.eventTime.milliseconds)
        }
        let own = event.extensions.first { $0.name.namespace == ChainTerms.namespace }
        prefix = (own?.name.prefix ?? ChainTerms.prefix) + ":"
    }

    /// Whether a member may be erased.
    ///
    /// - Parameter name: `qs:operator`, `readPoint/id`, `ilmd/ex:farmer`, as the JSON has it.
    package func includes(_ name: String) -> Bool {
        let top = Self.top(name)
        if Self.standard.contains(top) { return true }
        // A field within another member of the standard is nobody's but its sender's.
        let own = top.contains(":") ? top : name.split(separator: "/").last.map(String.init) ?? name
        guard own.contains(":"), top != "@context" else { return false }
        guard own.hasPrefix(prefix) else { return true }
        let local = String(own.dropFirst(prefix.count))
        if local == ChainTerms.stage { return false }
        guard !ChainTerms.reserved.contains(local), let element = element(local) else { return true }
        return element.visibility == .personal
            || element.schemes.contains { CodeSchemeRegistry.format($0)?.isPersonal ?? false }
    }

    /// Whether a member is personal whatever it says: the operator, and elements of class personal.
    package func isPersonal(_ name: String) -> Bool {
        let top = Self.top(name)
        guard top.hasPrefix(prefix) else { return false }
        let local = String(top.dropFirst(prefix.count))
        return local == ChainTerms.operator || element(local)?.visibility == .personal
    }

    /// The name of the member at the top that a member is in.
    package static func top(_ name: String) -> String { String(name.prefix { $0 != "/" }) }

    private func element(_ local: String) -> Element? {
        stage.flatMap { stage in stage.index(of: local).map { stage.elements[$0] } }
    }
}
