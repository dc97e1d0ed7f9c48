// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeError {
    /// What is wrong with a code.
    package enum Fault: Equatable, Sendable, CustomStringConvertible {
        /// Nothing was given.
        case empty
        /// More than `limit` bytes or elements were given.
        case tooLong(limit: Int)
        /// No known scheme reads the text.
        case unrecognised
        /// GS1 assigns no such application identifier.
        case unknownIdentifier(String)
        /// The EPC or own scheme of this name is not known.
        case unknownScheme(String)
        /// The text has not the form that it begins like.
        case malformed(Form)
        /// A value has `found` characters.
        case length(found: Int, allowed: ClosedRange<Int>)
        /// The character at `position`, counted from 1 in the value, is not of the alphabet.
        case character(position: Int, found: String, allowed: Alphabet)
        /// The character at `position`, counted from 1 in the value, must be percent-encoded here.
        case unescaped(position: Int, found: String, expected: String)
        /// The check digit at `position`, counted from 1 in the key, is wrong.
        case checkDigit(position: Int, found: Character, expected: Character)
        /// The two check characters at the end of a model number are wrong.
        case checkPair(found: String, expected: String)
        /// The text has not the structure of its scheme, written as the scheme's data describe it.
        case structure(String)
        /// A value breaks a rule of GS1 on its content.
        case content(rule: Linter, kind: LinterFault.Kind, found: String)
        /// The length of the company prefix of these digits is not known.
        case companyPrefixUnknown(digits: String)
        /// A company prefix has 6 to 12 digits.
        case companyPrefixLength(found: Int)
        /// The company prefix of an EPC URN is not as long as it is known to be.
        case companyPrefixMismatch(found: Int, expected: Int)
        /// An element needs others beside it, written as the GS1 syntax dictionary does (`01+21,8006`).
        case missingElement(needs: String)
        /// An element may not stand beside another.
        case excludedElement(by: String)
        /// An element is repeated with another value.
        case differentRepeat
        /// An element stands twice in a Digital Link.
        case repeated
        /// A digital signature stands beside a key without its serial number.
        case serialMissing
        /// There is no GS1 key among the elements, or in the path.
        case noKey
        /// The qualifiers after the key are not those, or not in the order, that GS1 allows.
        case qualifierOrder(allowed: String)
        /// The element may not stand in the query of a Digital Link.
        case notAttribute
        /// The element stands in the query of a Digital Link but belongs in its path.
        case belongsInPath
        /// The code has no EPC URN.
        case noURN

        /// The kind of fault.
        package var code: Code {
            switch self {
            case .empty: .empty
            case .tooLong: .tooLong
            case .unrecognised: .unrecognised
            case .unknownIdentifier: .unknownIdentifier
            case .unknownScheme: .unknownScheme
            case .malformed, .structure: .malformed
            case .length: .length
            case .character: .character
            case .unescaped: .unescaped
            case .checkDigit: .checkDigit
            case .checkPair: .checkPair
            case .content: .content
            case .companyPrefixUnknown: .companyPrefixUnknown
            case .companyPrefixLength: .companyPrefixLength
            case .companyPrefixMismatch: .companyPrefixMismatch
            case .missingElement: .missingElement
            case .excludedElement: .excludedElement
            case .differentRepeat: .differentRepeat
            case .repeated: .repeated
            case .serialMissing: .serialMissing
            case .noKey: .noKey
            case .qualifierOrder: .qualifierOrder
            case .notAttribute: .notAttribute
            case .belongsInPath: .belongsInPath
            case .noURN: .noURN
            }
        }

        /// One English sentence, with what would be right.
        package var description: String {
            switch self {
            case .empty: "The code is empty."
            case .tooLong(let limit): "The code is too long; at most \(limit) are allowed."
            case .unrecognised:
                "Not a code we know: give a GTIN, an SSCC, an element string, an EPC URN or a URI."
            case .unknownIdentifier(let found):
                "GS1 assigns no application identifier (\(found))."
            case .unknownScheme(let found): "There is no code scheme \"\(found)\"."
            case .malformed(let form): form.rule
            case .structure(let structure): "A code of this scheme is written \(structure)."
            case .length(let found, let allowed): Self.lengthRule(found, allowed)
            case .character(let position, let found, let allowed):
                "Character \(position) is \"\(found)\"; allowed are \(allowed.rule)."
            case .unescaped(let position, let found, let expected):
                "Character \(position) is \"\(found)\"; it must be written \(expected)."
            case .checkDigit(let position, let found, let expected):
                "The check digit at position \(position) is \(found); it should be \(expected)."
            case .checkPair(let found, let expected):
                "The check characters are \"\(found)\"; they should be \"\(expected)\"."
            case .content(let rule, _, let found): "\"\(found)\" is not right: \(rule.rule)."
            case .companyPrefixUnknown(let digits):
                "The length of the company prefix in \(digits) is not known; give the prefix or its length."
            case .companyPrefixLength(let found):
                "A company prefix has 6 to 12 digits, not \(found)."
            case .companyPrefixMismatch(let found, let expected):
                "The company prefix has \(found) digits; this company's has \(expected)."
            default: ruleOfElements
            }
        }

        private var ruleOfElements: String {
            switch self {
            case .missingElement(let needs): "One of these must stand beside it: \(needs)."
            case .excludedElement(let other): "It may not stand beside (\(other))."
            case .differentRepeat: "It is repeated with different values; repeats must be equal."
            case .repeated: "It stands twice; a Digital Link holds each element once."
            case .serialMissing: "A digital signature needs the serial number in this key."
            case .noKey: "There is no GS1 key; one of (00), (01), (253), (414), (8003), (8004)… is needed."
            case .qualifierOrder(let allowed): "After this key only \(allowed) may follow, in this order."
            case .notAttribute: "It may not stand in the query of a Digital Link."
            case .belongsInPath: "It belongs in the path of the Digital Link, not in its query."
            default: "The code has no EPC URN."
            }
        }

        private static func lengthRule(_ found: Int, _ allowed: ClosedRange<Int>) -> String {
            allowed.count == 1
                ? "It has \(found) characters; it must have \(allowed.lowerBound)."
                : "It has \(found) characters; it must have \(allowed.lowerBound) to \(allowed.upperBound)."
        }
    }

    /// The forms in which codes are written.
    package enum Form: String, Sendable, CaseIterable {
        case bracketed, emptyValue, leadingSeparator, noData, symbology, retail, caret
        case uriCharacters, uriScheme, domain, path, nullCharacter, unknownParameter
        case urn, pattern, uri, prefixLine

        /// What a text of this form looks like.
        package var rule: String {
            switch self {
            case .bracketed: "An element string is written (AI)value(AI)value, like (01)06901234123456(10)A1."
            case .emptyValue: "Every element needs a value."
            case .leadingSeparator: "Barcode data begins with a separator (FNC1, written ^)."
            case .noData: "Nothing follows the separator; element data is needed."
            case .symbology: "A scan begins with a symbology identifier such as ]C1, ]d2, ]Q3 or ]e0."
            case .retail: "A retail barcode holds 8 or 13 digits."
            case .caret: "The character ^ may not stand in a value."
            case .uriCharacters: "A URI holds only the characters of RFC 3986; others are percent-encoded."
            case .uriScheme: "A Digital Link begins with https:// or http://."
            case .domain: "A Digital Link has a domain name and a path."
            case .path: "The path of a Digital Link is /AI/value/AI/value, beginning with a GS1 key."
            case .nullCharacter: "%00 may not stand in a value."
            case .unknownParameter: "A query parameter of digits only must be an application identifier."
            case .urn: "An EPC URN is urn:epc:id:scheme: and the scheme's fields with dots between."
            case .pattern: "A pattern holds digits or text, and * from some field to the last."
            case .uri: "A URI begins with a scheme and a colon and holds no white space."
            case .prefixLine: "A line holds the leading digits of a prefix and its length."
            }
        }
    }

    /// The characters that a value may hold.
    package enum Alphabet: String, Sendable, CaseIterable {
        case digits, gs1Set82, gs1Set39, base64, cage, capitals

        /// The characters in words.
        package var rule: String {
            switch self {
            case .digits: "the digits 0 to 9"
            case .gs1Set82: "A-Z a-z 0-9 and ! \" % & ' ( ) * + , - . / : ; < = > ? _"
            case .gs1Set39: "A-Z 0-9 # - /"
            case .base64: "A-Z a-z 0-9 - _, with = at the end"
            case .cage: "0-9 and A-Z without I and O"
            case .capitals: "A-Z"
            }
        }
    }
}
