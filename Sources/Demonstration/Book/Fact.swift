// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A field of master data or of an event, and how its value is found.
struct Fact: Decodable, Sendable {
    /// With its prefix, as `cbvmda:lotNumber`.
    let name: String
    let value: Value

    enum Value: Sendable {
        case text(String)
        /// The date so many days after the event.
        case day(Int)
        /// The same choice everywhere in a run.
        case choice([String])
        /// Each `#` becomes a digit.
        case pattern(String)
        /// First and last number of as many as there are pieces; `{region}` in the lead becomes the code.
        case series(lead: String, digits: Int)
        /// Kilograms of the lot.
        case weight
        /// The lot number.
        case lot
    }

    private enum CodingKeys: CodingKey {
        case name, text, day, choice, pattern, series, digits, weight, lot
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            value = .text(text)
        } else if let day = try container.decodeIfPresent(Int.self, forKey: .day) {
            value = .day(day)
        } else if let choices = try container.decodeIfPresent([String].self, forKey: .choice) {
            value = .choice(choices)
        } else if let pattern = try container.decodeIfPresent(String.self, forKey: .pattern) {
            value = .pattern(pattern)
        } else if let lead = try container.decodeIfPresent(String.self, forKey: .series) {
            value = .series(lead: lead, digits: try container.decode(Int.self, forKey: .digits))
        } else {
            value = container.contains(.weight) ? .weight : .lot
        }
    }
}
