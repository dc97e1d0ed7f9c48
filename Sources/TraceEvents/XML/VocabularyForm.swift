// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How standard values are written in XML: the header `GS1-CBV-XML-Format`.
package enum VocabularyForm: Sendable {
    /// `https://ref.gs1.org/cbv/BizStep-shipping`
    case webURI
    /// `urn:epcglobal:cbv:bizstep:shipping`
    case urn

    /// The word of a vocabulary in this form; anything else stays as it is.
    ///
    /// Sensor vocabularies have no URNs: their words are written as `gs1:Temperature`, as GS1's examples do.
    func text(_ word: String, _ vocabulary: CBV) -> String {
        switch (self, vocabulary) {
        case (.webURI, _): vocabulary.webURI(word)
        case (.urn, .measurementType), (.urn, .sensorAlertType):
            vocabulary.words.contains(word) ? "gs1:" + word : word
        case (.urn, _): vocabulary.urn(word)
        }
    }
}
