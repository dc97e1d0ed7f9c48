// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A range to draw from; written `[2, 4]`, or `3` for a fixed value.
struct Span: Decodable, Sendable {
    let low: Double
    let high: Double

    init(_ low: Double, _ high: Double) {
        self.low = low
        self.high = high
    }

    init(from decoder: any Decoder) throws {
        if let fixed = try? decoder.singleValueContainer().decode(Double.self) {
            self.init(fixed, fixed)
            return
        }
        var bounds = try decoder.unkeyedContainer()
        self.init(try bounds.decode(Double.self), try bounds.decode(Double.self))
        guard low <= high, bounds.isAtEnd else {
            throw DecodingError.dataCorruptedError(in: bounds, debugDescription: "a range is [low, high]")
        }
    }
}
