// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// How two values are compared, named as in query parameters.
enum Comparison: String, Sendable, CaseIterable {
    case equal = "EQ"
    case greater = "GT"
    case greaterOrEqual = "GE"
    case less = "LT"
    case lessOrEqual = "LE"

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .less: left < right
        case .lessOrEqual: left <= right
        }
    }

    /// Compares numbers of which one was converted: what the conversion rounds off is no difference.
    func holds(converted left: Double, _ right: Double) -> Bool {
        let isSame = abs(left - right) <= 1e-9 * max(abs(left), abs(right))
        return switch self {
        case .equal,
            .greaterOrEqual where isSame, .lessOrEqual where isSame:
            isSame
        case .greater, .less: !isSame && holds(left, right)
        case .greaterOrEqual, .lessOrEqual: holds(left, right)
        }
    }
}
