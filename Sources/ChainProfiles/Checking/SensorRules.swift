// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents
import TraceText

/// The rules about the readings in a record.
enum SensorRules {
    /// One reading, or the span of readings that a report sums up.
    private struct Reading {
        let time: Int64
        let low: Double
        let high: Double
    }

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

    /// In order of time. A reading without time counts as taken at the record's.
    private static func readings(of type: String, measure: String?, in record: StageRecord) -> [Reading] {
        var readings: [Reading] = []
        for element in record.sensorElements {
            let common = element.metadata?[.time]?.text.flatMap { Timestamp($0) }?.milliseconds
            for report in element.reports where report[.type]?.text == type {
                if let measure, let own = report[.uom]?.text, own != measure { continue }
                let time =
                    report[.time]?.text.flatMap { Timestamp($0) }?.milliseconds ?? common ?? record.time
                let value = report[.value]?.number?.value
                guard let low = report[.minValue]?.number?.value ?? value,
                    let high = report[.maxValue]?.number?.value ?? value
                else { continue }
                readings.append(Reading(time: time, low: low, high: high))
            }
        }
        return readings.sorted { $0.time < $1.time }
    }
}
