// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Over which stretches of time each unit has been followed: mostly one, so that only others need a list.
struct Coverage {
    private var first = UnitMap(empty: TimeSpan.none)
    private var others: [CodeTable.ID: [TimeSpan]] = [:]

    /// Adds a stretch; false where one of the unit's holds all of it already.
    mutating func cover(_ span: TimeSpan, of unit: CodeTable.ID) -> Bool {
        let known = first[unit]
        if known.contains(span) { return false }
        if known.isEmpty || span.contains(known) {
            first[unit] = span
        } else if others[unit, default: []].contains(where: { $0.contains(span) }) {
            return false
        } else {
            others[unit, default: []].append(span)
        }
        return true
    }
}
