// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Yams

extension ProfileBook {
    /// One file: its name for messages, and its text.
    package struct Source: Sendable {
        package let name: String
        package let text: String
        package let isReference: Bool

        package init(name: String, text: String, isReference: Bool) {
            self.name = name
            self.text = text
            self.isReference = isReference
        }
    }

    /// Reads profiles and reference data and checks that they fit together.
    ///
    /// - Parameter known: Reference data that was read before, to which that of the sources is added.
    /// - Throws: ``InvalidProfiles`` with every fault that was found, each with file and line.
    package init(reading sources: [Source], with known: Reference = Reference()) throws {
        let log = FaultLog()
        var references = ReferenceReader(reference: known)
        for source in sources where source.isReference {
            for document in Self.documents(source, log) { references.read(document) }
        }
        let reference = references.reference
        var profiles: [Profile] = []
        var places: [String: YAMLNode] = [:]
        for source in sources where !source.isReference {
            let texts = Self.texts(of: source)
            for (index, document) in Self.documents(source, log).enumerated() {
                guard var profile = ProfileReader(reference: reference).read(document) else { continue }
                if profiles.contains(where: { $0.id == profile.id && $0.from == profile.from }) {
                    document.fault("there are two versions of “\(profile.id)” from \(profile.from)")
                }
                profile.source = texts.indices.contains(index) ? texts[index] : source.text
                profiles.append(profile)
                places["\(profile.id) \(profile.from)"] = document
            }
        }
        self.init(reference: reference, profiles: profiles)
        for profile in profiles {
            guard let place = places["\(profile.id) \(profile.from)"] else { continue }
            ProfileCheck(profile: profile, book: self, root: place).run()
        }
        guard log.faults.isEmpty else { throw InvalidProfiles(faults: log.faults) }
    }

    /// The text of each document of a file.
    private static func texts(of source: Source) -> [String] {
        let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.split { $0 == "---" || $0.hasPrefix("--- ") }.map { $0.joined(separator: "\n") }
            .filter { $0.split(separator: "\n").contains { !$0.hasPrefix("#") && $0.contains(":") } }
    }

    private static func documents(_ source: Source, _ log: FaultLog) -> [YAMLNode] {
        do {
            var nodes: [YAMLNode] = []
            var documents = try Yams.compose_all(yaml: source.text)
            while let node = documents.next() {
                nodes.append(YAMLNode(node: node, file: source.name, log: log))
            }
            // The sequence ends at a mistake, and only then tells it.
            if let error = documents.error { throw error }
            return nodes
        } catch {
            log.add(fault(of: error, in: source.name))
            return []
        }
    }

    private static func fault(of error: any Error, in file: String) -> ProfileFault {
        guard let error = error as? YamlError else {
            return ProfileFault(file: file, line: 0, column: 0, reason: "\(error)")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return ProfileFault(file: file, line: mark.line, column: mark.column, reason: problem)
        case .duplicatedKeysInMapping(let keys, let context):
            return ProfileFault(
                file: file,
                line: context.mark.line,
                column: context.mark.column,
                reason: "the key “\(keys.map(String.init(describing:)).joined(separator: ", "))” stands twice"
            )
        default:
            return ProfileFault(file: file, line: 0, column: 0, reason: "\(error)")
        }
    }
}
