// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceTesting

/// Damages XML texts at random, mostly so that they stay nearly XML.
enum XMLMutator {
    static func mutate(_ text: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !text.isEmpty {
            let at = Int.random(in: text.indices, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: text[at] = UInt8.random(in: 0...255, using: &generator)
            case 1: text.remove(at: at)
            case 2: text.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: at)
            case 3: text.removeSubrange(at..<min(text.count, at + Int.random(in: 1...40, using: &generator)))
            case 4:
                let part = Array(text[at..<min(text.count, at + Int.random(in: 1...200, using: &generator))])
                text.insert(contentsOf: part, at: Int.random(in: text.indices, using: &generator))
            case 5: replaceText(in: &text, near: at, &generator)
            default: swapElements(in: &text, near: at, &generator)
            }
        }
        return text
    }

    private static let tokens: [[UInt8]] = [
        "<", ">", "</", "/>", "&", "&lt;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "-->", "<?",
        "?>",
        "<!DOCTYPE a>", "\"", "'", "=", " xmlns=\"urn:x\"", " xsi:nil=\"true\"", " xsi:type=\"xsd:integer\"",
        "\u{FEFF}", "\u{FFFE}", "海", "<extension>", "</extension>", "_x0041_", "%", "-", "1e999",
    ].map { Array($0.utf8) }

    /// Replaces the text behind the next `>`.
    private static func replaceText(in text: inout [UInt8], near at: Int, _ generator: inout SeededGenerator)
    {
        guard let start = text[at...].firstIndex(of: UInt8(ascii: ">")),
            let end = text[start...].firstIndex(of: UInt8(ascii: "<"))
        else { return }
        text.replaceSubrange(start + 1..<end, with: tokens.randomElement(using: &generator) ?? [])
    }

    /// Doubles the next element, or what looks like one.
    private static func swapElements(in text: inout [UInt8], near at: Int, _ generator: inout SeededGenerator)
    {
        guard let start = text[at...].firstIndex(of: UInt8(ascii: "<")),
            let end = text[start...].firstRange(of: Array("</".utf8))?.lowerBound,
            let close = text[end...].firstIndex(of: UInt8(ascii: ">"))
        else { return }
        let element = Array(text[start...close])
        if Bool.random(using: &generator) { text.removeSubrange(start...close) }
        text.insert(contentsOf: element, at: min(start, text.count))
    }
}
