// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// The table in which people write records of a stage: headings, and an example that is not read.
package struct RecordTemplate: Sendable {
    let book: ProfileBook
    let stage: Stage

    package init(of stage: Stage, book: ProfileBook) {
        self.book = book
        self.stage = stage
    }

    /// The file in one of the two forms.
    ///
    /// - Throws: ``SheetError`` `unwritten`.
    package func file(_ format: SheetFormat) throws(SheetError) -> [UInt8] {
        switch format {
        case .csv: csv()
        case .xlsx: try xlsx()
        }
    }

    /// The name of the sheet in which records stand.
    package static func sheetName(_ book: ProfileBook) -> String { name("table-records", book) }

    static func name(_ word: String, _ book: ProfileBook) -> String {
        let name = book.word(word)
        return "\(name.zh) \(name.en)"
    }

    var guides: [FieldGuide] {
        book.fields(of: stage).map { FieldGuide($0, stage: stage, book: book) }
    }

    private func csv() -> [UInt8] {
        let guides = guides
        var writer = CSVWriter()
        writer.add([RecordSheet.noteHeading] + guides.map(\.field.id))
        for language in LocalName.Language.allCases {
            writer.add([book.word("table-note").text(language)] + guides.map { heading($0, language) })
        }
        writer.add([Self.name("table-example", book)] + guides.map(\.example.plain))
        return writer.bytes
    }

    func heading(_ guide: FieldGuide, _ language: LocalName.Language) -> String {
        guide.field.name.text(language) + (guide.isRequired ? " *" : "")
    }
}
