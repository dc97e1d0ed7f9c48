// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import WebAPI

/// A name in Chinese, in English, or in both.
struct Bilingual: Hashable, Sendable {
    var chinese: String?
    var english: String?

    var isEmpty: Bool { chinese == nil && english == nil }

    /// The name in a language, or else in the other: a name that cannot be read still tells more than a code.
    subscript(language: PageLanguage) -> String? {
        switch language {
        case .chinese: chinese ?? english
        case .english: english ?? chinese
        }
    }
}
