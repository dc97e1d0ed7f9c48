// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A GS1 Digital Link URI (uncompressed) in its parts.
///
/// Values are decoded and keep GS1's format and content rules; key and qualifiers stand in GS1's order.
package struct DigitalLink: Sendable, Hashable {
    /// Scheme, domain and path before the key, without a slash at the end.
    package let stem: String
    /// The key and its qualifiers, in the order of the path.
    package let path: [ElementString.Element]
    /// The elements in the query.
    package let attributes: [ElementString.Element]
    /// Query parameters that are not GS1's, as they stood.
    package let otherParameters: [String]

    /// All elements, those of the path first.
    package var elementString: ElementString { ElementString(elements: path + attributes) }

    /// The URI, without fragment and other parameters.
    ///
    /// In the query the elements of fixed length come first, as GS1 recommends.
    package var uri: String {
        var text = stem
        for element in path {
            text += "/\(element.identifier.digits)/" + PercentEncoding.escape(element.value.utf8, .path)
        }
        let ordered =
            attributes.filter(\.identifier.isFixedLength)
            + attributes.filter { !$0.identifier.isFixedLength }
        for (index, element) in ordered.enumerated() {
            text += (index == 0 ? "?" : "&") + element.identifier.digits + "="
            text += PercentEncoding.escape(element.value.utf8, .query)
        }
        return text
    }

    /// What is read besides the standard's form.
    package struct Options: OptionSet, Sendable {
        /// The set as bits.
        package let rawValue: Int

        /// Makes a set of its bits.
        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The words of the first edition in place of identifiers, `/gtin/…/lot/…/ser/…`, and a slash at the end.
        package static let words = Options(rawValue: 1)
        /// GTINs of 8, 12 or 13 digits, which are filled up with zeros.
        package static let shortGTINs = Options(rawValue: 2)
        /// Identifiers that GS1 has not assigned yet.
        package static let unknownIdentifiers = Options(rawValue: 4)
    }

    init(
        stem: String,
        path: [ElementString.Element],
        attributes: [ElementString.Element],
        otherParameters: [String]
    ) {
        self.stem = stem
        self.path = path
        self.attributes = attributes
        self.otherParameters = otherParameters
    }
}
