// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Words that profiles share: who, with which licence, by which document, from which list.
package struct Reference: Sendable {
    package internal(set) var industries: [Entry] = []
    package internal(set) var departments: [Department] = []
    package internal(set) var regions: [Region] = []
    package internal(set) var measures: [Measure] = []
    package internal(set) var parties: [Entry] = []
    package internal(set) var licences: [LicenceType] = []
    package internal(set) var documents: [DocumentType] = []
    package internal(set) var lists: [CodeList] = []
    package internal(set) var elements: [Element] = []
    package internal(set) var alarms: [AlarmType] = []
    package internal(set) var messages: [Message] = []

    /// No words.
    package init() {}

    /// Something that has only a name.
    package struct Entry: Sendable {
        package let id: String
        package let name: LocalName
    }

    /// A government department; its name changes, its task does not.
    package struct Department: Sendable {
        package let id: String
        /// In the order of their validity.
        package let names: [DatedName]

        /// The name at an instant, in milliseconds since 1970.
        package func name(at milliseconds: Int64) -> LocalName {
            let day = HainanCalendar.text(HainanCalendar.date(of: milliseconds))
            return (names.first { $0.holds(on: day) } ?? names[names.count - 1]).name
        }
    }

    /// A name with the days on which it holds.
    package struct DatedName: Sendable {
        package let name: LocalName
        /// First day, `2018-10-01`; nil: always before.
        package let from: String?
        /// First day on which it no longer holds.
        package let until: String?

        func holds(on day: String) -> Bool {
            (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
        }
    }

    /// An administrative division (GB/T 2260).
    package struct Region: Sendable {
        package let code: String
        package let name: LocalName
        package let level: Level
        package let parent: String?
        /// First and last day; nil: open.
        package let from: String?
        package let until: String?
        /// The code that took its place.
        package let successor: String?
        /// Whether it counts among the cities and counties of the province.
        package let isCityOrCounty: Bool

        /// How large it is.
        package enum Level: String, Sendable, CaseIterable {
            case country, province, prefecture, county, zone
        }
    }

    /// A unit of measure (UN/CEFACT Recommendation 20).
    package struct Measure: Sendable {
        package let code: String
        package let symbol: String
        package let name: LocalName
    }

    /// A kind of licence, permit or certification.
    package struct LicenceType: Sendable {
        package let id: String
        package let name: LocalName
        /// A department or kind of party.
        package let issuer: String?
        package let years: Int?
        package let renewBefore: Period?
        /// The code scheme of its numbers.
        package let scheme: String?
        /// A voluntary certification (organic, HACCP …) rather than a licence.
        package let isCertification: Bool
        package let basis: LocalName?
    }

    /// A kind of certificate or other document.
    package struct DocumentType: Sendable {
        package let id: String
        package let name: LocalName
        package let issuer: String?
        /// How many days after its issue it holds, where the document itself does not say.
        package let days: Int?
        package let visibility: Visibility
        package let basis: LocalName?
    }

    /// The values that a coded element may have.
    package struct CodeList: Sendable {
        package let id: String
        package let name: LocalName
        package let values: [Value]

        /// One value of the list.
        package struct Value: Sendable {
            package let id: String
            package let name: LocalName
            /// What must be so for the value of a checklist to be right.
            package let requirement: LocalName?
            /// For checklists: the level from which on the item belongs to it.
            package let level: String?
        }

        /// The value with an id.
        package func value(_ id: String) -> Value? { values.first { $0.id == id } }
    }

    /// An alarm of the catalogue.
    package struct AlarmType: Sendable {
        package let id: String
        package let name: LocalName
        package let level: AlarmLevel
        package let effect: Effect
        package let basis: LocalName
    }

    /// The words in which findings of one kind are told.
    package struct Message: Sendable {
        package let id: String
        package let text: LocalName
    }
}

/// Warning levels I to IV (Emergency Response Law 2024, art. 63).
package enum AlarmLevel: String, Sendable, CaseIterable {
    case red, orange, yellow, blue
}

/// What a finding does to the record.
package enum Effect: String, Sendable, CaseIterable {
    /// Somebody who is about to do this is kept from it: nothing is stored.
    case refuse
    /// It is stored, and the regulator is told.
    case alarm
    /// It is stored, and the sender is told.
    case note
}

/// Who may see a value.
package enum Visibility: String, Sendable, CaseIterable {
    case `public`, chain, business, personal, security
}
