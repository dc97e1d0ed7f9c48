// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceText

extension JSONWriter {
    /// A member with a name or sentence in both languages.
    mutating func member(_ name: String, _ value: LocalName) {
        key(name)
        object {
            $0.member("zh", value.zh)
            $0.member("en", value.en)
        }
    }
}
