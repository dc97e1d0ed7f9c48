// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What an identifier is in an event.
///
/// One event may name an identifier in several roles; the index holds their union. Stored: values never change.
/// The commonest are smallest, because SQLite stores small integers in fewer bytes.
package struct LinkRole: OptionSet, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static let epc = LinkRole(rawValue: 1)
    package static let eventID = LinkRole(rawValue: 2)
    package static let childEPC = LinkRole(rawValue: 4)
    package static let parent = LinkRole(rawValue: 8)
    package static let outputEPC = LinkRole(rawValue: 16)
    package static let inputEPC = LinkRole(rawValue: 32)
    package static let readPoint = LinkRole(rawValue: 64)
    package static let bizLocation = LinkRole(rawValue: 128)
    package static let quantity = LinkRole(rawValue: 256)
    package static let childQuantity = LinkRole(rawValue: 512)
    package static let outputQuantity = LinkRole(rawValue: 1024)
    package static let inputQuantity = LinkRole(rawValue: 2048)
    package static let transformation = LinkRole(rawValue: 4096)
    package static let bizTransaction = LinkRole(rawValue: 8192)
    package static let source = LinkRole(rawValue: 16384)
    package static let destination = LinkRole(rawValue: 32768)
    /// Named by a field of a chain profile: the subject, an ear tag, the code of an input.
    package static let mention = LinkRole(rawValue: 65536)

    /// The code is of class security: an entry under a key of its own (``GuardMark``).
    static let guarded = LinkRole(rawValue: 131072)

    /// No event's: the index has blocks among the codes that share this entry's first part (``CodeBlock``).
    static let blocks = LinkRole(rawValue: 262144)

    /// The roles of what an event lists one by one, which blocks can stand for.
    static let listed: LinkRole = [.epc, .childEPC, .inputEPC, .outputEPC]

    /// Every role but those that the ledger gives itself.
    package static let named = LinkRole(rawValue: 131071).subtracting(.eventID)
    package static let child: LinkRole = [.childEPC, .childQuantity]
    package static let input: LinkRole = [.inputEPC, .inputQuantity]
    package static let output: LinkRole = [.outputEPC, .outputQuantity]
    /// Every role of a traced unit.
    package static let unit: LinkRole = [.epc, .quantity, .parent, .child, .input, .output]
}
