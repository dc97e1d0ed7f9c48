// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A unit of measure by its UN/CEFACT Recommendation 20 code, convertible to the others of its quantity.
struct UnitOfMeasure: Sendable {
    private let quantity: Int
    /// In the coherent unit of the quantity.
    private let factor: Double
    /// Added after the factor; only temperatures have one.
    private let offset: Double

    /// Nil for a code that is not in the table.
    init?(code: String) {
        guard let unit = Self.all[code] else { return nil }
        self = unit
    }

    private init(quantity: Int, factor: Double, offset: Double) {
        self.quantity = quantity
        self.factor = factor
        self.offset = offset
    }

    /// A value of one unit in another; nil where they measure different quantities. A unit that is not in the
    /// table converts only to itself.
    ///
    /// - Parameter isDifference: the value is a width, such as a standard deviation, which no offset moves.
    static func convert(_ value: Double, from: String, to: String, isDifference: Bool) -> Double? {
        if from == to { return value }
        guard let source = UnitOfMeasure(code: from), let target = UnitOfMeasure(code: to),
            source.quantity == target.quantity
        else { return nil }
        if isDifference { return value * source.factor / target.factor }
        return (value * source.factor + source.offset - target.offset) / target.factor
    }

    private static let all: [String: UnitOfMeasure] = {
        var units: [String: UnitOfMeasure] = [:]
        for (quantity, entries) in table.enumerated() {
            for (code, factor, offset) in entries {
                units[code] = UnitOfMeasure(quantity: quantity, factor: factor, offset: offset)
            }
        }
        return units
    }()
}
