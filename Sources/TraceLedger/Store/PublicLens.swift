// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents

/// Turns stored events into what the public may see of them.
///
/// Confined to one read: which identifiers are guarded is remembered for the next event.
final class PublicLens {
    private let book: ProfileBook?
    private let register: (any PublicRegister)?
    private let isGuarded: (String) throws -> Bool
    private var known: [String: Visibility] = [:]

    /// - Parameter isGuarded: whether a canonical code, of goods the product's, stands in the index of what is of
    ///   class security.
    init(
        book: ProfileBook?,
        register: (any PublicRegister)?,
        isGuarded: @escaping (String) throws -> Bool
    ) {
        self.book = book
        self.register = register
        self.isGuarded = isGuarded
    }

    /// The event as the public may see it, without its hash: that would tell whoever guesses what is hidden that he
    /// guessed right. Nil: for the public it has not happened.
    ///
    /// - Parameter publicID: the ID under which an event is shown whose own ID is its hash.
    func shown(_ stored: StoredEvent, publicID: (StoredEvent) throws -> String) throws -> StoredEvent? {
        guard
            var event = try PublicView(book: book, register: register, visibility: visibility)
                .event(stored.event)
        else { return nil }
        if event != stored.event, let id = event.eventID, EventHash.isURI(id) {
            event.eventID = try publicID(stored)
        }
        return StoredEvent(
            number: stored.number,
            recordTime: stored.recordTime,
            hash: [],
            event: event,
            declaredWrongBy: stored.declaredWrongBy
        )
    }

    /// Who may see that an identifier occurs.
    func visibility(of identifier: String) throws -> Visibility {
        let canonical = CanonicalCode.canonical(identifier)
        if let visibility = known[canonical] { return visibility }
        var visibility = book?.visibility(ofCode: canonical) ?? Self.withoutProfiles(canonical)
        if visibility == .public, let register { visibility = register.visibility(of: canonical) }
        if visibility == .public {
            let mark = GuardMark.identity(of: canonical)
            if let other = known[mark] {
                visibility = other
            } else if try isGuarded(mark) {
                visibility = .security
            }
            if mark != canonical { known[mark] = visibility }
        }
        known[canonical] = visibility
        return visibility
    }

    private static func withoutProfiles(_ canonical: String) -> Visibility {
        CanonicalCode.isPersonal(canonical) ? .personal : .public
    }
}

/// Under which key the index says that a code is of class security.
enum GuardMark {
    /// What is guarded when a code is: of the lots and serial numbers of a product the product, else the code itself.
    static func identity(of canonical: String) -> String {
        guard canonical.utf8.starts(with: product.utf8) else { return canonical }
        let rest = canonical.utf8.dropFirst(product.utf8.count)
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return canonical }
        return String(canonical[..<slash])
    }

    static func key(of canonical: String) -> LinkKey {
        LinkKey("urn:qiongsu:guarded:" + identity(of: canonical))
    }

    private static let product = "https://id.gs1.org/01/"
}
