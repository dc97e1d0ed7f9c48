// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

extension JSONWriter {
    /// A member with a name or sentence in both languages, left out where there is none.
    package mutating func member(_ name: String, _ value: LocalName?) {
        guard let value else { return }
        key(name)
        object {
            $0.member("zh", value.zh)
            $0.member("en", value.en)
        }
    }

    /// A member with a number of at most three digits after the point, left out where it is not known.
    package mutating func member(_ name: String, _ value: Double?) {
        guard let value, value.isFinite else { return }
        key(name)
        number(Plain.text(value))
    }
}
