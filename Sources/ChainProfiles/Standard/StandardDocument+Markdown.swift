// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension StandardDocument {
    /// The document as Markdown, or as plain text for a terminal.
    package func text(_ style: TextStyle) -> String {
        var writer = StandardTextWriter(style: style)
        writer.write(self)
        return writer.lines.joined(separator: "\n") + "\n"
    }

    /// How a document is written as text.
    package enum TextStyle: Sendable {
        case markdown, terminal
    }
}

/// Writes a document line by line.
private struct StandardTextWriter {
    let style: StandardDocument.TextStyle
    var lines: [String] = []

    private var isMarkdown: Bool { style == .markdown }

    mutating func write(_ document: StandardDocument) {
        heading(document.title, level: 1)
        paragraph(document.lead)
        facts(document.facts)
        if isMarkdown { links(document.links) }
        for section in document.sections { write(section, level: 2) }
    }

    private mutating func write(_ section: StandardDocument.Section, level: Int) {
        heading(section.title, level: level)
        for block in section.blocks { write(block, level: level) }
    }

    private mutating func write(_ block: StandardDocument.Block, level: Int) {
        switch block {
        case .text(let text): paragraph(text)
        case .heading(let text): heading(text, level: level + 1)
        case .facts(let facts): self.facts(facts)
        case .entries(let entries), .chain(let entries):
            for entry in entries { write(entry) }
            gap()
        case .code(let code):
            lines += isMarkdown ? ["```json", code, "```", ""] : [code, ""]
        case .links(let links): if isMarkdown { self.links(links) }
        case .group(let section): write(section, level: level + 1)
        }
    }

    private mutating func heading(_ text: String, level: Int) {
        gap()
        if isMarkdown {
            lines += [String(repeating: "#", count: min(6, level)) + " " + text, ""]
        } else {
            let rule: Character? = level == 1 ? "=" : level == 2 ? "-" : nil
            lines.append(text)
            // A Chinese character is as wide as two others.
            let width = text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
            if let rule { lines.append(String(repeating: rule, count: width)) }
        }
    }

    private mutating func paragraph(_ text: String) {
        guard !text.isEmpty else { return }
        lines += [text, ""]
    }

    private mutating func facts(_ facts: [StandardDocument.Fact]) {
        for fact in facts {
            lines.append(isMarkdown ? "- **\(fact.label)**: \(fact.value)" : "  \(fact.label): \(fact.value)")
        }
        gap()
    }

    private mutating func write(_ entry: StandardDocument.Entry) {
        let details = entry.details.joined(separator: " · ")
        if isMarkdown {
            let code = entry.code.isEmpty ? "" : " `\(entry.code)`"
            lines.append("- **\(entry.title)**\(code)\(details.isEmpty ? "" : " — " + details)")
        } else {
            let code = entry.code.isEmpty ? "" : " [\(entry.code)]"
            lines.append("  • \(entry.title)\(code)\(details.isEmpty ? "" : "  " + details)")
        }
        lines += entry.notes.map { (isMarkdown ? "  " : "      ") + $0 + (isMarkdown ? "  " : "") }
    }

    private mutating func links(_ links: [StandardDocument.Link]) {
        lines += links.map { "- \($0.title): `\($0.address)`" }
        gap()
    }

    private mutating func gap() {
        if lines.last?.isEmpty == false { lines.append("") }
    }
}
