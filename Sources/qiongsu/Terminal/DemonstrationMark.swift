// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation
import TraceEvents
import TraceLedger
import TraceText

/// What a database says of the demonstration in it: kept as master data, so that loading it again makes the same
/// play and the home page finds its goods.
struct DemonstrationMark: Sendable {
    let until: CivilDate
    let days: Int
    let scale: Double
    let showcases: [Play.Showcase]

    private static let id = "urn:qiongsu:demonstration"
    private static let attribute = "urn:qiongsu:mda#"

    /// - Parameter book: in the order of whose profiles goods are shown.
    init(_ play: Play, _ programme: Programme, _ book: ProfileBook) {
        until = programme.until
        days = programme.days
        scale = programme.scale
        showcases = book.ids.flatMap { id in play.showcases.filter { $0.scenario == id } }
    }

    /// Nil where no demonstration is loaded.
    init?(in reader: LedgerReader) throws {
        guard let element = try reader.masterData(Self.id).first?.element else { return nil }
        var values: [String: String] = [:]
        for attribute in element.attributes {
            if case .string(let text) = attribute.value {
                values[String(attribute.id.dropFirst(Self.attribute.count))] = text
            }
        }
        guard let until = values["until"].flatMap(HainanCalendar.date),
            let days = values["days"].flatMap(Int.init),
            let scale = values["scale"].flatMap(Double.init)
        else { return nil }
        self.until = until
        self.days = days
        self.scale = scale
        showcases = (0..<(values["showcases"].flatMap(Int.init) ?? 0)).compactMap { index in
            let parts = values["showcase-\(index)"]?.split(separator: "\t").map(String.init) ?? []
            guard parts.count == 4 else { return nil }
            return Play.Showcase(
                scenario: parts[0],
                name: LocalText(zh: parts[2], en: parts[3]),
                code: parts[1]
            )
        }
    }

    var vocabulary: Vocabulary {
        func attribute(_ name: String, _ value: String) -> VocabularyElement.Attribute {
            VocabularyElement.Attribute(id: Self.attribute + name, value: .string(value))
        }
        let attributes = [
            attribute("until", HainanCalendar.text(until)), attribute("days", "\(days)"),
            attribute("scale", "\(scale)"), attribute("showcases", "\(showcases.count)"),
        ]
        let shown = showcases.enumerated().map { index, showcase in
            attribute(
                "showcase-\(index)",
                [showcase.scenario, showcase.code, showcase.name.zh, showcase.name.en].joined(separator: "\t")
            )
        }
        return Vocabulary(
            type: "urn:qiongsu:vtype:demonstration",
            elements: [VocabularyElement(id: Self.id, attributes: attributes + shown)]
        )
    }
}
