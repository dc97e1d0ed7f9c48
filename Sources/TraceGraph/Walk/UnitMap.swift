// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Values by the units of a ``CodeTable``: their positions count up from 0, so that a list does, without hashing.
struct UnitMap<Value> {
    private var values: [Value] = []
    /// What a unit has of which nothing was said.
    private let empty: Value

    init(empty: Value) {
        self.empty = empty
    }

    subscript(unit: CodeTable.ID) -> Value {
        get { Int(unit) < values.count ? values[Int(unit)] : empty }
        _modify {
            let missing = Int(unit) + 1 - values.count
            if missing > 0 { values.append(contentsOf: repeatElement(empty, count: missing)) }
            yield &values[Int(unit)]
        }
    }
}
