// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Why a text is not a valid code: what is wrong, where, and what would be right.
package struct CodeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, with the parts that a page needs to say it in another language.
    package let fault: Fault
    /// The application identifier or scheme concerned, such as `01` or `sgtin`.
    package let identifier: String?
    /// The UTF-8 offset of the fault in the text that was given, `nil` when the whole is meant.
    package let offset: Int?

    /// Describes a fault.
    package init(_ fault: Fault, identifier: String? = nil, offset: Int? = nil) {
        self.fault = fault
        self.identifier = identifier
        self.offset = offset
    }

    /// The kind of fault.
    package var code: Code { fault.code }

    /// What should stand at ``offset``, where that is known.
    package var expected: String? {
        switch fault {
        case .checkDigit(_, _, let expected): String(expected)
        case .checkPair(_, let expected), .unescaped(_, _, let expected): expected
        default: nil
        }
    }

    /// One English sentence, with what would be right.
    package var reason: String {
        guard let identifier else { return fault.description }
        let isNumber = identifier.utf8.allSatisfy(ASCII.isDigit)
        return (isNumber ? "(\(identifier)) " : "\(identifier): ") + fault.description
    }

    /// The sentence of ``reason`` with the place.
    package var description: String {
        offset.map { "\(reason) (at byte \($0))" } ?? reason
    }

    /// The same fault in a text that stands `distance` bytes into a longer one.
    func moved(by distance: Int) -> CodeError {
        CodeError(fault, identifier: identifier, offset: offset.map { $0 + distance })
    }
}

extension CodeError {
    /// The kinds of fault, named as answers to programs name them.
    package enum Code: String, Sendable, CaseIterable {
        case empty
        case tooLong = "too-long"
        case unrecognised
        case unknownIdentifier = "unknown-identifier"
        case unknownScheme = "unknown-scheme"
        case malformed
        case length
        case character
        case unescaped
        case checkDigit = "check-digit"
        case checkPair = "check-pair"
        case content
        case companyPrefixUnknown = "company-prefix-unknown"
        case companyPrefixLength = "company-prefix-length"
        case companyPrefixMismatch = "company-prefix-mismatch"
        case missingElement = "missing-element"
        case excludedElement = "excluded-element"
        case differentRepeat = "different-repeat"
        case repeated
        case serialMissing = "serial-missing"
        case noKey = "no-key"
        case qualifierOrder = "qualifier-order"
        case notAttribute = "not-attribute"
        case belongsInPath = "belongs-in-path"
        case noURN = "no-urn"
    }
}
