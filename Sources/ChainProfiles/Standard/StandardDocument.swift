// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A page of the published standard in one language, before anybody has decided how it looks: the web page, the
/// Markdown file and the terminal show the same.
package struct StandardDocument: Sendable {
    package let title: String
    package let lead: String
    package var facts: [Fact] = []
    package var links: [Link] = []
    package var sections: [Section] = []

    package init(title: String, lead: String) {
        self.title = title
        self.lead = lead
    }

    /// A value with its label.
    package struct Fact: Sendable {
        package let label: String
        package let value: String

        package init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// An address of this server.
    package struct Link: Sendable {
        package let title: String
        package let address: String
        /// A file for programs rather than a page.
        package let isFile: Bool

        package init(_ title: String, _ address: String, isFile: Bool = false) {
            self.title = title
            self.address = address
            self.isFile = isFile
        }
    }

    /// A part with a heading.
    package struct Section: Sendable {
        /// Its anchor.
        package let id: String
        package let title: String
        package var blocks: [Block]

        package init(_ id: String, _ title: String, _ blocks: [Block] = []) {
            self.id = id
            self.title = title
            self.blocks = blocks
        }
    }

    /// What stands below a heading.
    package indirect enum Block: Sendable {
        case text(String)
        case heading(String)
        case facts([Fact])
        case entries([Entry])
        /// Steps that follow each other.
        case chain([Entry])
        case code(String)
        case links([Link])
        /// A part of its own, which pages may keep folded.
        case group(Section)
    }

    /// One thing of many: an element, a rule, a code scheme.
    package struct Entry: Sendable {
        package let title: String
        /// How machines name it.
        package let code: String
        /// Short facts, told in one line.
        package let details: [String]
        /// Whole sentences.
        package let notes: [String]
        package let links: [Link]

        package init(
            _ title: String,
            code: String = "",
            details: [String] = [],
            notes: [String] = [],
            links: [Link] = []
        ) {
            self.title = title
            self.code = code
            self.details = details.filter { !$0.isEmpty }
            self.notes = notes.filter { !$0.isEmpty }
            self.links = links
        }
    }
}

/// Addresses below `/standards`.
package enum StandardAddress {
    package static let index = "/standards"
    package static let codes = "/standards/codes"
    package static let reference = "/standards/reference"

    /// The newest version of a profile.
    package static func profile(_ id: String) -> String { "\(index)/\(id)" }

    /// One version of a profile.
    package static func version(_ profile: Profile) -> String { "\(index)/\(profile.id)/\(profile.from)" }

    /// A file of a stage of a version.
    package static func file(_ file: File, _ stage: Stage, _ profile: Profile) -> String {
        "\(version(profile))/\(stage.id)/\(file.rawValue)"
    }

    /// What can be had of each stage.
    package enum File: String, Sendable, CaseIterable {
        case recordSchema = "record.schema.json"
        case recordExample = "record.example.json"
        case eventSchema = "event.schema.json"
        case eventExample = "event.example.jsonld"
    }
}
