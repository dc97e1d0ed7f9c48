// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What is known beside the events of what the public may and may not know.
package struct OtherTexts: Sendable {
    /// Identifiers that are not public, such as those of plots.
    package var hidden: Set<String> = []
    /// Names that are not public, such as those of persons.
    package var names: Set<String> = []
    /// Texts that are public: the names of firms, and what master data says of them.
    package var open: Set<String> = []

    package init(hidden: Set<String> = [], names: Set<String> = [], open: Set<String> = []) {
        self.hidden = hidden
        self.names = names
        self.open = open
    }
}
