// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One key data element of a stage.
package struct Element: Sendable, Equatable {
    package let id: String
    package let name: LocalName
    package let type: Kind
    /// UN/CEFACT Recommendation 20 code of a number.
    package let measure: String?
    /// The code list of `code`, `codes` and `checklist`.
    package let list: String?
    /// The code schemes of `identifier` and `identifiers`.
    package let schemes: [String]
    package let minimum: Double?
    package let maximum: Double?
    package let maximumLength: Int?
    package var visibility: Visibility
    package var isRequired: Bool
    /// Of identifiers: the goods with these codes are used up in the record's goods, so traces follow them.
    package let isConsumed: Bool

    /// What values it takes.
    package enum Kind: String, Sendable, CaseIterable {
        case text, integer, number, date, time, boolean, code, codes, identifier, identifiers, checklist

        /// Whether a value is a list of texts.
        package var isMultiple: Bool { self == .codes || self == .identifiers || self == .checklist }
    }

    /// The most characters of a text.
    package var textLimit: Int { maximumLength ?? 500 }

    /// Whether two definitions say the same apart from who must give the value and who may see it.
    func agrees(with other: Element) -> Bool {
        id == other.id && name == other.name && type == other.type && measure == other.measure
            && list == other.list && schemes == other.schemes
            && isConsumed == other.isConsumed
    }
}
