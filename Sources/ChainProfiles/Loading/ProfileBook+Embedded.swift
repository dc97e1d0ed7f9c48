// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension ProfileBook {
    /// The profiles that are part of the program.
    ///
    /// - Throws: ``InvalidProfiles``.
    package static func embedded(adding others: [Source] = []) throws -> ProfileBook {
        try ProfileBook(reading: embeddedSources + others)
    }

    /// The texts of the profiles and reference data that are part of the program.
    package static var embeddedSources: [Source] {
        EmbeddedData.files.map {
            Source(name: $0.path, text: $0.text, isReference: $0.path.hasPrefix("reference/"))
        }
    }
}
