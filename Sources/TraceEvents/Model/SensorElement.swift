// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Readings of one or more sensors (EPCIS 2.0 §7.3.7).
package struct SensorElement: Equatable, Sendable {
    /// What holds for every report.
    package var metadata: SensorValues?
    package var reports: [SensorValues]
    package var extensions: [ExtensionField]

    package init(metadata: SensorValues? = nil, reports: [SensorValues], extensions: [ExtensionField] = []) {
        self.metadata = metadata
        self.reports = reports
        self.extensions = extensions
    }
}

/// The fields of one sensor report, or of the metadata of a sensor element.
package struct SensorValues: Equatable, Sendable {
    package var values: [SensorField: SensorValue]
    package var extensions: [ExtensionField]

    package init(values: [SensorField: SensorValue] = [:], extensions: [ExtensionField] = []) {
        self.values = values
        self.extensions = extensions
    }

    /// The value of a field, where it has one.
    package subscript(field: SensorField) -> SensorValue? {
        get { values[field] }
        set { values[field] = newValue }
    }
}

/// A value in a sensor report, by the type that its field has.
package enum SensorValue: Equatable, Sendable {
    /// Text, URI, CBV word, time or hexadecimal digits, as written.
    case text(String)
    case number(DecimalNumber)
    case boolean(Bool)

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    package var number: DecimalNumber? {
        if case .number(let number) = self { number } else { nil }
    }
}

/// A standard field of a sensor report or of sensor metadata, named as in documents.
package enum SensorField: String, Sendable, CaseIterable {
    case type, exception, deviceID, deviceMetadata, rawData, dataProcessingMethod, bizRules
    case time, startTime, endTime
    case microorganism, chemicalSubstance, coordinateReferenceSystem
    case value, component, stringValue, booleanValue, hexBinaryValue, uriValue
    case minValue, maxValue, meanValue, sDev, percRank, percValue, uom

    /// The fields that metadata may hold (EPCIS 2.0 §7.3.7.1).
    package static let ofMetadata: Set<SensorField> = [
        .time, .deviceID, .deviceMetadata, .rawData, .startTime, .endTime, .dataProcessingMethod, .bizRules,
    ]

    /// The fields that a report may hold (EPCIS 2.0 §7.3.7.2).
    package static let ofReport: Set<SensorField> = Set(allCases).subtracting([.startTime, .endTime])
}
