// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A name in the two languages of the pages.
package struct BilingualName: Hashable, Sendable {
    package let chinese: String
    package let english: String

    package init(chinese: String, english: String) {
        self.chinese = chinese
        self.english = english
    }
}

extension BilingualName: Decodable {
    private enum CodingKeys: String, CodingKey {
        case chinese = "zh"
        case english = "en"
    }
}
