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
            $0.member("name", LocalName { words($0).scheme(id) })
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
            $0.objects("checks", format.conditions) { condition, writer in
                writer.member("kind", condition.name)
                if let characters = condition.characters {
                    writer.member("first", characters.lowerBound)
                    writer.member("last", characters.upperBound)
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
        func entry(_ entry: Reference.Entry, _ writer: inout JSONWriter) {
            writer.member("id", entry.id)
            writer.member("name", entry.name)
        }
        writer.object { writer in
            writer.objects("industries", data.industries, entry)
            writer.objects("departments", data.departments) { department, writer in
                writer.member("id", department.id)
                writer.objects("names", department.names) { name, writer in
                    writer.member("name", name.name)
                    writer.member("from", name.from)
                    writer.member("until", name.until)
                }
            }
            writer.objects("regions", data.regions) { region, writer in
                writer.member("code", region.code)
                writer.member("name", region.name)
                writer.member("level", region.level.rawValue)
                writer.member("parent", region.parent)
                writer.member("from", region.from)
                writer.member("until", region.until)
                writer.member("successor", region.successor)
            }
            writer.objects("parties", data.parties, entry)
            writer.objects("licences", data.licences, write)
            writer.objects("documents", data.documents, write)
            writer.objects("alarms", data.alarms) { alarm, writer in
                writer.member("id", alarm.id)
                writer.member("name", alarm.name)
                writer.member("level", alarm.level.rawValue)
                writer.member("effect", alarm.effect.rawValue)
                writer.member("basis", alarm.basis)
            }
            writer.objects("measures", data.measures) { measure, writer in
                writer.member("code", measure.code)
                writer.member("symbol", measure.symbol)
                writer.member("name", measure.name)
            }
            writer.objects("lists", data.lists) { list, writer in
                writer.member("id", list.id)
                write(list, to: &writer)
            }
        }
    }

    private func write(_ licence: Reference.LicenceType, _ writer: inout JSONWriter) {
        writer.member("id", licence.id)
        writer.member("name", licence.name)
        writer.member("issuer", licence.issuer)
        if let years = licence.years { writer.member("years", years) }
        writer.member("renewBefore", licence.renewBefore?.text)
        writer.member("scheme", licence.scheme)
        writer.member("certification", licence.isCertification)
        writer.member("basis", licence.basis)
    }

    private func write(_ document: Reference.DocumentType, _ writer: inout JSONWriter) {
        writer.member("id", document.id)
        writer.member("name", document.name)
        writer.member("issuer", document.issuer)
        if let days = document.days { writer.member("days", days) }
        writer.member("class", document.visibility.rawValue)
        writer.member("basis", document.basis)
    }
}
