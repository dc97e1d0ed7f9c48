// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a browser asked for.
package struct PageRequest: Sendable, Hashable {
    /// The path as it came, percent-encoded, without query.
    package let path: String
    /// The text that was typed, pasted or scanned; of a code's own address, the path decoded.
    package let typed: String
    package let language: PageLanguage

    package init(path: String, typed: String = "", language: PageLanguage = .chinese) {
        self.path = path
        self.typed = typed
        self.language = language
    }
}

/// The language of a page: Chinese, unless the address says `lang=en`.
///
/// Taken from the address alone, so that an address always shows the same page and can be cached and passed on.
package enum PageLanguage: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"

    /// - Parameter query: of the address, raw.
    init(query: Substring?) {
        let language = Address.items(of: query).first { $0.name == "lang" }
        self = language.flatMap { PageLanguage(rawValue: String($0.value)) } ?? .chinese
    }

    /// The value of HTML's `lang` and of `Content-Language`.
    package var tag: String {
        switch self {
        case .chinese: "zh-Hans"
        case .english: "en"
        }
    }
}
