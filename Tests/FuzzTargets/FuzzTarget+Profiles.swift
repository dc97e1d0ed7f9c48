// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceText

extension FuzzTarget {
    /// The words that the program's own profiles use; those of a fuzzed file must be found among them.
    private static let reference: Reference? = try? ProfileBook(
        reading: ProfileBook.embeddedSources.filter(\.isReference)
    ).reference

    /// Of a profile that is accepted everything can be derived: schemas, the standard, an example record that its
    /// own stage takes.
    static func feedProfile(_ bytes: [UInt8]) throws(Mismatch) {
        let text = String(decoding: bytes, as: UTF8.self)
        _ = try? ProfileBook(reading: [.init(name: "reference", text: text, isReference: true)])
        let source = ProfileBook.Source(name: "profile", text: text, isReference: false)
        guard let book = try? ProfileBook(reading: [source], with: reference ?? Reference()) else { return }
        let standard = StandardJSON(book)
        for profile in book.current {
            var writer = JSONWriter()
            standard.write(profile, to: &writer)
            try readable("the standard is JSON", writer.bytes)
            for stage in profile.stages {
                var schema = JSONWriter()
                book.writeSchema(of: stage, to: &schema)
                try readable("a record's schema is JSON", schema.bytes)
                var eventSchema = JSONWriter()
                book.writeEventSchema(of: stage, to: &eventSchema)
                try readable("an event's schema is JSON", eventSchema.bytes)
                _ = try? Example(of: stage, profile: profile, book: book).document()
            }
        }
    }

    private static func readable(_ rule: String, _ bytes: [UInt8]) throws(Mismatch) {
        _ = try must(rule, String(decoding: bytes, as: UTF8.self)) { () throws(JSONFault) in
            try JSONDocument(parsing: bytes)
        }
    }
}
