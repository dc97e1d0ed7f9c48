// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The rules of sensor elements that schemas cannot state.
enum SensorRules {
    /// The fields that may stand in the metadata or in each report, but not in both (GS1 conformance
    /// requirement TCR-53, step 29).
    private static let exclusive: [SensorField] = [
        .deviceID, .deviceMetadata, .rawData, .dataProcessingMethod, .time, .bizRules,
    ]

    static func judge(_ event: Event, _ found: inout RuleFindings) {
        forEachReport(of: event) { path, report in
            guard let low = report[.minValue]?.number, let high = report[.maxValue]?.number,
                low.value > high.value
            else { return }
            found.add(path + "/minValue", "minValue is above maxValue")
        }
    }

    static func note(_ event: Event, _ found: inout RuleFindings) {
        for (index, element) in event.sensorElements.enumerated() {
            guard let metadata = element.metadata else { continue }
            let path = "/sensorElementList/\(index)"
            notePeriod(metadata, path + "/sensorMetadata", &found)
            for field in exclusive where metadata[field] != nil {
                for (number, report) in element.reports.enumerated() where report[field] != nil {
                    found.add(
                        "\(path)/sensorReport/\(number)/\(field.rawValue)",
                        "\(field.rawValue) may be in sensorMetadata or in the reports, not in both"
                    )
                }
            }
        }
        forEachReport(of: event) { path, report in
            guard let rank = report[.percRank]?.number?.value, !(0...100).contains(rank) else { return }
            found.add(path + "/percRank", "a percentile rank lies from 0 to 100")
        }
    }

    private static func notePeriod(_ metadata: SensorValues, _ path: String, _ found: inout RuleFindings) {
        guard let start = metadata[.startTime]?.text.flatMap(Timestamp.init),
            let end = metadata[.endTime]?.text.flatMap(Timestamp.init), end < start
        else { return }
        found.add(path + "/endTime", "the period ends before it starts")
    }

    private static func forEachReport(of event: Event, _ body: (String, SensorValues) -> Void) {
        for (index, element) in event.sensorElements.enumerated() {
            for (number, report) in element.reports.enumerated() {
                body("/sensorElementList/\(index)/sensorReport/\(number)", report)
            }
        }
    }
}
