// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
package import TraceText

extension StandardJSON {
    /// Every code scheme.
    package func writeCodes(to writer: inout JSONWriter) {
        writer.object {
            $0.key("schemes")
            $0.array { writer in
                for id in ["gtin", "sscc"] + CodeSchemeRegistry.formats.map(\.scheme.id) {
                    writeScheme(id, to: &writer)
                }
            }
        }
    }

    func writeScheme(_ id: String, to writer: inout JSONWriter) {
        writer.object {
            $0.member("id", id)
            let words = (StandardWords(book, .chinese), StandardWords(book, .english))
            $0.name("name", LocalName(zh: words.0.scheme(id), en: words.1.scheme(id)))
            guard let format = CodeSchemeRegistry.format(id) else {
                $0.member("prefix", id == "sscc" ? "https://id.gs1.org/00/" : "https://id.gs1.org/01/")
                $0.member("example", ExampleCode.code(id, seed: id, number: 1, level: .lot))
                return
            }
            $0.member("prefix", format.prefix)
            $0.member("basis", format.basis)
            $0.member("typed", format.isRecognisedBare)
            $0.member("personal", format.isPersonal)
            $0.key("forms")
            $0.array { writer in for parts in format.parts { write(parts, to: &writer) } }
            $0.key("checks")
            $0.array { writer in
                for condition in format.conditions {
                    writer.object {
                        $0.member("kind", condition.name)
                        if let characters = condition.characters {
                            $0.member("first", characters.lowerBound)
                            $0.member("last", characters.upperBound)
                        }
                    }
                }
            }
            if !format.isPersonal { $0.member("example", format.canonicalExample(12_345_678)) }
        }
    }

    private func write(_ parts: [CodeFormat.Part], to writer: inout JSONWriter) {
        writer.array { writer in
            for part in parts {
                writer.object {
                    if let name = part.name {
                        $0.member("name", name)
                        if !part.characters.isEmpty { $0.member("characters", part.characters) }
                        $0.member("least", part.lengths.lowerBound)
                        $0.member("most", part.lengths.upperBound)
                    } else {
                        $0.member("text", part.characters)
                    }
                }
            }
        }
    }

    /// The words that all profiles share.
    package func writeReference(to writer: inout JSONWriter) {
        let data = book.reference
        func list<Item>(
            _ key: String,
            _ items: [Item],
            _ writer: inout JSONWriter,
            _ body: (Item, inout JSONWriter) -> Void
        ) {
            writer.key(key)
            writer.array { writer in for item in items { writer.object { body(item, &$0) } } }
        }
        func entry(_ entry: Reference.Entry, _ writer: inout JSONWriter) {
            writer.member("id", entry.id)
            writer.name("name", entry.name)
        }
        writer.object { writer in
            list("industries", data.industries, &writer, entry)
            list("departments", data.departments, &writer) { department, writer in
                writer.member("id", department.id)
                list("names", department.names, &writer) { name, writer in
                    writer.name("name", name.name)
                    writer.member("from", name.from)
                    writer.member("until", name.until)
                }
            }
            list("regions", data.regions, &writer) { region, writer in
                writer.member("code", region.code)
                writer.name("name", region.name)
                writer.member("level", region.level.rawValue)
                writer.member("parent", region.parent)
                writer.member("from", region.from)
                writer.member("until", region.until)
                writer.member("successor", region.successor)
            }
            list("parties", data.parties, &writer, entry)
            list("licences", data.licences, &writer, write)
            list("documents", data.documents, &writer, write)
            list("alarms", data.alarms, &writer) { alarm, writer in
                writer.member("id", alarm.id)
                writer.name("name", alarm.name)
                writer.member("level", alarm.level.rawValue)
                writer.member("effect", alarm.effect.rawValue)
                writer.name("basis", alarm.basis)
            }
            list("measures", data.measures, &writer) { measure, writer in
                writer.member("code", measure.code)
                writer.member("symbol", measure.symbol)
                writer.name("name", measure.name)
            }
            list("lists", data.lists, &writer) { list, writer in
                writer.member("id", list.id)
                write(list, to: &writer)
            }
        }
    }

    private func write(_ licence: Reference.LicenceType, _ writer: inout JSONWriter) {
        writer.member("id", licence.id)
        writer.name("name", licence.name)
        writer.member("issuer", licence.issuer)
        if let years = licence.years { writer.member("years", years) }
        writer.member("renewBefore", licence.renewBefore?.text)
        writer.member("scheme", licence.scheme)
        writer.member("certification", licence.isCertification)
        if let basis = licence.basis { writer.name("basis", basis) }
    }

    private func write(_ document: Reference.DocumentType, _ writer: inout JSONWriter) {
        writer.member("id", document.id)
        writer.name("name", document.name)
        writer.member("issuer", document.issuer)
        if let days = document.days { writer.member("days", days) }
        writer.member("class", document.visibility.rawValue)
        if let basis = document.basis { writer.name("basis", basis) }
    }
}

extension Stage.EventForm {
    var typeName: String { type.name }
    var actionName: String? { action?.rawValue }
}
