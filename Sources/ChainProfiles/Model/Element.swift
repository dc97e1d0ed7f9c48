// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One key data element of a stage.
///
/// A class, because every value of every record is looked at beside it.
package final class Element: Sendable {
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
    package let visibility: Visibility
    package let isRequired: Bool
    /// Of identifiers: the goods with these codes are used up in the record's goods, so traces follow them.
    package let isConsumed: Bool

    init(
        id: String,
        name: LocalName,
        type: Kind,
        measure: String?,
        list: String?,
        schemes: [String],
        minimum: Double?,
        maximum: Double?,
        maximumLength: Int?,
        visibility: Visibility,
        isRequired: Bool,
        isConsumed: Bool
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.measure = measure
        self.list = list
        self.schemes = schemes
        self.minimum = minimum
        self.maximum = maximum
        self.maximumLength = maximumLength
        self.visibility = visibility
        self.isRequired = isRequired
        self.isConsumed = isConsumed
    }

    /// The same element as one stage uses it: required there, of another class there.
    func used(isRequired: Bool?, visibility: Visibility?) -> Element {
        Element(
            id: id,
            name: name,
            type: type,
            measure: measure,
            list: list,
            schemes: schemes,
            minimum: minimum,
            maximum: maximum,
            maximumLength: maximumLength,
            visibility: visibility ?? self.visibility,
            isRequired: isRequired ?? self.isRequired,
            isConsumed: isConsumed
        )
    }

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
