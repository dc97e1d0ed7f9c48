// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Yams

/// What the demonstration is made from: the two resources of this target.
struct Book: Sendable {
    let directory: Directory
    let chains: ChainBook

    /// The resources are part of the program, so a fault in them is a fault of ours.
    static let embedded: Book = {
        do {
            return Book(
                directory: try decode(PackageResources.places_yaml),
                chains: try decode(PackageResources.chains_yaml)
            )
        } catch {
            preconditionFailure("a resource of the demonstration: \(error)")
        }
    }()

    private static func decode<Content: Decodable>(_ bytes: [UInt8]) throws -> Content {
        try YAMLDecoder().decode(Content.self, from: String(decoding: bytes, as: UTF8.self))
    }
}
