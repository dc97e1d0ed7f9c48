// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The rules about the readings in a record.
enum SensorRules {
    /// Readings outside the range for longer than is tolerated.
    static func findings(_ rule: Rule, _ range: SensorRange, _ record: StageRecord) -> [Finding] {
        let tolerated = range.tolerated?.after(0) ?? 0
        var began: Int64?
        var worst = 0.0
        for reading in readings(of: range.type, measure: range.measure, in: record) {
            let outside: Double? =
                if let maximum = range.maximum, reading.high > maximum {
                    reading.high
                } else if let minimum = range.minimum, reading.low < minimum {
                    reading.low
                } else {
                    nil
                }
            guard let outside else {
                began = nil
                continue
            }
            let start = began ?? reading.time
            if began == nil { worst = outside }
            began = start
            if abs(outside) > abs(worst) { worst = outside }
            if reading.time - start >= tolerated {
                let bounds = [range.minimum, range.maximum].map { $0.map(Plain.text) ?? "" }
                let details = Finding.Details(
                    value: Plain.text(worst),
                    expected: bounds.joined(separator: "…")
                )
                return [Finding(rule, record, .reading, field: "sensors", details)]
            }
        }
        return []
    }

    /// A silence between two readings.
    static func gaps(
        _ rule: Rule,
        _ type: String,
        _ interval: Period,
        _ times: Double,
        _ record: StageRecord
    ) -> [Finding] {
        let longest = Int64(Double(interval.after(0)) * times)
        let readings = readings(of: type, measure: nil, in: record)
        for (one, next) in zip(readings, readings.dropFirst()) where next.time - one.time > longest {
            let details = Finding.Details(
                value: Plain.duration(next.time - one.time),
                expected: "≤ \(Plain.duration(longest))"
            )
            return [Finding(rule, record, .readingGap, field: "sensors", details)]
        }
        return []
    }

    /// In order of time.
    private static func readings(of type: String, measure: String?, in record: StageRecord)
        -> [StageRecord.Reading]
    {
        record.readings.filter {
            $0.type == type && (measure == nil || $0.measure == nil || $0.measure == measure)
        }
    }
}
