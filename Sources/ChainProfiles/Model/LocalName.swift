// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A name or sentence in the two languages of the platform.
package struct LocalName: Hashable, Sendable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// What is said in each of the languages.
    package init(_ text: (Language) -> String) {
        self.init(zh: text(.chinese), en: text(.english))
    }

    /// The text in one of the languages.
    package func text(_ language: Language) -> String {
        switch language {
        case .chinese: zh
        case .english: en
        }
    }

    /// Chinese first.
    package enum Language: String, Sendable, CaseIterable {
        case chinese = "zh"
        case english = "en"
    }
}
