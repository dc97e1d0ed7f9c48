// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Values by the units of a ``CodeTable``: their positions count up from 0, so that a list does, without hashing.
struct UnitMap<Value> {
    private var values: [Value?] = []

    subscript(unit: CodeTable.ID) -> Value? {
        get { unit < values.count ? values[unit] : nil }
        set {
            grow(to: unit)
            values[unit] = newValue
        }
    }

    subscript(unit: CodeTable.ID, default empty: @autoclosure () -> Value) -> Value {
        get { self[unit] ?? empty() }
        _modify {
            grow(to: unit)
            var value = values[unit] ?? empty()
            values[unit] = nil
            defer { values[unit] = value }
            yield &value
        }
    }

    private mutating func grow(to unit: CodeTable.ID) {
        guard unit >= values.count else { return }
        values.reserveCapacity(max(unit + 1, values.capacity < unit + 1 ? values.count * 2 : 0))
        values.append(contentsOf: repeatElement(nil, count: unit + 1 - values.count))
    }
}
