// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents

/// The fields by which an EPCIS event says what it is in the words of a profile.
package enum ChainTerms {
    package static let prefix = "qs"
    package static let namespace = "urn:qiongsu:chain#"
    /// Before the type of a certificate in a business transaction's type.
    package static let documentType = "urn:qiongsu:document:"

    /// The name of a field.
    package static func name(_ local: String) -> ExtensionName {
        ExtensionName(prefix: prefix, local: local, namespace: namespace)
    }

    /// The URI under which a certificate is found: its type and its number.
    ///
    /// Percent-encoded, because EPCIS wants a URI and many numbers hold Chinese characters and brackets.
    package static func document(_ type: String, _ number: String) -> String {
        "\(documentType)\(type):\(PercentEncoding.escape(number.utf8, .path))"
    }

    /// The URI of a certificate that somebody names by it, or as `TYPE:NUMBER`.
    package static func document(named text: String) -> String {
        if text.hasPrefix(documentType) { return text }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        return parts.count == 2 ? document(parts[0], parts[1]) : documentType + text
    }

    /// Fields that every stage has.
    package static let stage = "stage"
    package static let subject = "subject"
    package static let `operator` = "operator"
    package static let documents = "documents"
    package static let reserved: Set<String> = [stage, subject, `operator`, documents]
    /// Where it happened as far as the public is told: a region's code. Only the public view has it.
    package static let region = "region"
}
