// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension PrehashWriter {
    /// Writes sensor readings: in each element the metadata, the sorted reports and the extension fields.
    mutating func putSensors(_ elements: [SensorElement]) {
        putElement("sensorElementList") { writer in
            writer.putSorted { list in
                for element in elements {
                    list.putElement("sensorElement") { $0.putSensorElement(element) }
                    list.endItem()
                }
            }
        }
    }

    private mutating func putSensorElement(_ element: SensorElement) {
        if let metadata = element.metadata {
            putElement("sensorMetadata") { $0.putSensorValues(metadata, SensorField.hashedOfMetadata) }
        }
        putSorted { list in
            for report in element.reports {
                list.putElement("sensorReport") { $0.putSensorValues(report, SensorField.hashedOfReport) }
                list.endItem()
            }
        }
        putExtensions(element.extensions, element.placement.isInPlace)
    }

    private mutating func putSensorValues(_ values: SensorValues, _ order: [SensorField]) {
        for field in order {
            guard let value = values[field] else { continue }
            if field.isTime, let text = value.text, let time = Timestamp(text) {
                put(field.rawValue)
                put("=" as Unicode.Scalar)
                put(time.utc)
            } else {
                putSensorValue(field, value)
            }
        }
        putExtensions(values.extensions, values.placement.isInPlace)
    }

    private mutating func putSensorValue(_ field: SensorField, _ value: SensorValue) {
        let start = bytes.count
        put(field.rawValue)
        put("=" as Unicode.Scalar)
        let isWritten =
            switch (value, field) {
            case (.boolean(let value), _): putValue(value ? "true" : "false")
            case (.number(let number), _): putValue(number.literal)
            case (.text(let text), .type): putWord(text, of: .measurementType)
            case (.text(let text), .exception): putWord(text, of: .sensorAlertType)
            case (.text(let text), .component): putWord(text, of: .component)
            case (.text(let text), _): putValue(text)
            }
        if !isWritten { removeAll(from: start) }
    }
}

// MARK: - What is not in place

extension PrehashWriter {
    /// Writes what ``putSensors(_:)`` leaves out: fields that have no canonical place, under the names around
    /// them.
    mutating func putSensorRest(_ elements: [SensorElement]) {
        putElement("sensorElementList") { writer in
            writer.putSorted { list in
                for element in elements {
                    list.putElement("sensorElement") { $0.putSensorElementRest(element) }
                    list.endItem()
                }
            }
        }
    }

    private mutating func putSensorElementRest(_ element: SensorElement) {
        putSorted { list in
            if let metadata = element.metadata {
                list.putElement("sensorMetadata") { $0.putRest(of: metadata, SensorField.hashedOfMetadata) }
                list.endItem()
            }
            for report in element.reports {
                list.putElement("sensorReport") { $0.putRest(of: report, SensorField.hashedOfReport) }
                list.endItem()
            }
            let placement = element.placement
            for field in element.extensions where !placement.isInPlace(field.name) {
                list.putExtension(field)
            }
        }
    }

    private mutating func putRest(of values: SensorValues, _ order: [SensorField]) {
        putSorted { list in
            for (field, value) in values.values where !order.contains(field) {
                list.putSensorValue(field, value)
                list.endItem()
            }
            let placement = values.placement
            for field in values.extensions where !placement.isInPlace(field.name) { list.putExtension(field) }
        }
    }
}

extension SensorElement {
    fileprivate var placement: ExtensionPlacement {
        ExtensionPlacement(of: extensions, besides: reports.count + (metadata == nil ? 0 : 1))
    }
}

extension SensorValues {
    fileprivate var placement: ExtensionPlacement {
        ExtensionPlacement(of: extensions, besides: values.count)
    }
}

extension SensorField {
    /// The fields of metadata that have a place in an event hash, in their order.
    fileprivate static let hashedOfMetadata: [SensorField] = [
        .time, .startTime, .endTime, .deviceID, .deviceMetadata, .rawData, .dataProcessingMethod, .bizRules,
    ]

    /// The fields of a report that have a place in an event hash, in their order; `bizRules` has none.
    fileprivate static let hashedOfReport: [SensorField] = [
        .type, .exception, .deviceID, .deviceMetadata, .rawData, .dataProcessingMethod, .time, .microorganism,
        .chemicalSubstance, .value, .component, .stringValue, .booleanValue, .hexBinaryValue, .uriValue,
        .minValue, .maxValue, .meanValue, .sDev, .percRank, .percValue, .uom, .coordinateReferenceSystem,
    ]

    fileprivate var isTime: Bool { self == .time || self == .startTime || self == .endTime }
}
