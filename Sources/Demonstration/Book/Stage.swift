// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One step of a chain: what is done with the goods, and what is recorded of it.
struct Stage: Decodable, Sendable {
    let id: String
    /// CBV business step.
    let step: String?
    let disposition: String?
    let persistent: [String]
    /// Hours after the goods were ready.
    let after: Span
    /// Hours of the day in which this is done; nil: at any.
    let between: Span?
    let documents: [Paper]
    let facts: [Fact]
    let notes: [Fact]
    let sensor: Sensor?
    let work: Work

    private enum CodingKeys: String, CodingKey {
        case id, step, disposition, persistent, after, between, documents, facts, notes, sensor
        case verb = "do"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let verb = try container.decode(Work.Verb.self, forKey: .verb)
        id = try container.decodeIfPresent(String.self, forKey: .id) ?? verb.rawValue
        step = try container.decodeIfPresent(String.self, forKey: .step)
        disposition = try container.decodeIfPresent(String.self, forKey: .disposition)
        persistent = try container.decodeIfPresent([String].self, forKey: .persistent) ?? []
        after = try container.decodeIfPresent(Span.self, forKey: .after) ?? Span(0, 0)
        between = try container.decodeIfPresent(Span.self, forKey: .between)
        documents = try container.decodeIfPresent([Paper].self, forKey: .documents) ?? []
        facts = try container.decodeIfPresent([Fact].self, forKey: .facts) ?? []
        notes = try container.decodeIfPresent([Fact].self, forKey: .notes) ?? []
        sensor = try container.decodeIfPresent(Sensor.self, forKey: .sensor)
        work = try Work(verb, from: decoder)
    }

    /// A document that is issued at a stage.
    struct Paper: Decodable, Sendable {
        /// CBV business transaction type.
        let type: String
        /// Letters before its number.
        let lead: String
        /// Goes along with the goods until something else is made of them.
        let travels: Bool?
    }

    /// A sensor that watches the goods.
    struct Sensor: Decodable, Sendable {
        /// Measurement type of the GS1 Web Vocabulary.
        let type: String
        /// UN/CEFACT Recommendation 20.
        let uom: String
        let range: Span
        /// Above this it is an alarm.
        let limit: Double
        /// How long it had watched at the time of the event; nil: since the goods were shipped.
        let hours: Double?
    }
}
