// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes

/// The form in which identifiers of units, places and parties are written: the header `GS1-EPC-Format`.
package enum IdentifierForm: Sendable {
    /// As the sender wrote them (`Never_Translates`, `No_Preference`).
    case asSent
    /// As canonical GS1 Digital Links (`Always_GS1_Digital_Link`).
    case digitalLink
    /// As EPC URNs where the length of the company prefix is known, else as sent (`Always_EPC_URN`).
    case urn(CompanyPrefixTable)

    /// The identifier in this form; what has no such form stays as it is.
    package func apply(to identifier: String) -> String {
        switch self {
        case .asSent: identifier
        case .digitalLink: CanonicalCode.canonical(identifier)
        case .urn(let prefixes):
            (try? CanonicalCode.identify(identifier).urn(companyPrefixes: prefixes)) ?? identifier
        }
    }
}
