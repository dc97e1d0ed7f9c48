// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension XMLNode {
    /// The bare word of a standard value, or the URI of one's own, whole where it was written with a prefix.
    ///
    /// The prefixes are those that the document declares, and `cbv` and `gs1` where it does not.
    func word(_ text: String, _ vocabulary: CBV) -> String {
        let bare = vocabulary.bareWord(text)
        if bare != text || vocabulary.words.contains(text) { return bare }
        let whole = expanded(text)
        let standard = Namespaces().expanded(text, withStandard: true)
        for candidate in [whole, standard] {
            let bare = vocabulary.bareWord(candidate)
            if vocabulary.words.contains(bare) { return bare }
        }
        // A prefix that means what it means in the context of JSON stays, as it does there.
        if whole == standard { return text }
        return URISyntax.isURI(whole) && !vocabulary.reserves(whole) ? whole : text
    }

    /// The element's text as ``word(_:_:)``.
    func word(_ vocabulary: CBV) -> String { word(text, vocabulary) }

    /// The text with a prefix that is declared here replaced by its namespace. No word lies in those of XML itself,
    /// whose prefixes every document has, so that a word may begin with one and mean something else.
    private func expanded(_ text: String) -> String {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), !text[colon...].hasPrefix("://"),
            let namespace = namespace(ofPrefix: String(text[..<colon])).map({ tree.symbols[$0] }),
            !XMLName.isOfXML(namespace)
        else { return text }
        return namespace + text[text.index(after: colon)...]
    }
}
