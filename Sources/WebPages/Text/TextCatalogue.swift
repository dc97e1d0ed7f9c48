// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import WebAPI

/// Everything that a person reads on a page, in both languages.
///
/// One text a line: key, Chinese and English with tabs between; lines that begin with `#` are remarks.
/// `{name}` in a text stands for a value. An English text with `|` has a singular and a plural.
struct TextCatalogue: Sendable {
    private let chinese: [String: String]
    private let english: [String: String]

    /// - Parameter lines: the catalogue's file; every line has three filled columns and a key of its own.
    init(lines: String) throws(CatalogueError) {
        var chinese: [String: String] = [:]
        var english: [String: String] = [:]
        for (index, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == 3, columns.allSatisfy({ !$0.isEmpty }) else {
                throw CatalogueError(reason: .columns, line: index + 1)
            }
            guard chinese[columns[0]] == nil else {
                throw CatalogueError(reason: .repeatedKey, line: index + 1)
            }
            chinese[columns[0]] = columns[1]
            english[columns[0]] = columns[2]
        }
        self.chinese = chinese
        self.english = english
    }

    var keys: [String] { chinese.keys.sorted() }

    /// The texts of one language.
    func phrases(_ language: PageLanguage) -> Phrases {
        switch language {
        case .chinese: Phrases(language: language, texts: chinese)
        case .english: Phrases(language: language, texts: english)
        }
    }

    /// The catalogue that is built into the program.
    static let standard: TextCatalogue = {
        do {
            return try TextCatalogue(lines: String(decoding: PackageResources.texts_tsv, as: UTF8.self))
        } catch {
            preconditionFailure("the built-in text catalogue is wrong: \(error)")
        }
    }()
}

/// Why a text catalogue cannot be read.
struct CatalogueError: Error, Equatable {
    let reason: Reason
    /// Counted from 1.
    let line: Int

    enum Reason: Equatable {
        /// Not three filled columns.
        case columns
        case repeatedKey
    }
}
