// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceEvents
import TraceText

/// One thing that an event must fulfil: one parameter of a query, with its values joined by "or".
enum QueryCondition: Sendable {
    case type(Set<EventType>)
    case time(TimeField, Comparison, Timestamp)
    case action(Set<Action>)
    case bizStep(Set<String>)
    case disposition(Set<String>)
    case persistentDisposition(isSet: Bool, Set<String>)
    /// Canonical identifiers.
    case place(Place, Set<String>)
    /// Canonical identifiers or anything below them in master data.
    case within(Place, Set<String>)
    case units(LinkRole, [CodePattern])
    case quantity(Comparison, [Double], unit: String?)
    case eventID(Set<String>)
    case transformationID(Set<String>)
    case isErrorDeclaration
    case errorReason(Set<String>)
    case correctiveEventID(Set<String>)
    case reference(Reference, type: String, Set<String>)
    case hasSensorElements
    case sensorText(SensorField, Set<String>)
    case sensorFlag(Bool)
    case sensorTime(SensorField, Comparison, Timestamp)
    case sensorNumber(SensorField, Comparison, [Double], unit: String?)
    case field(FieldSelector, FieldTest)
    case attribute(AttributeField, name: FieldName?, AttributeTest)

    enum TimeField: Sendable {
        case event, record, errorDeclaration
    }

    enum Place: Sendable {
        case readPoint, bizLocation

        var role: LinkRole {
            switch self {
            case .readPoint: .readPoint
            case .bizLocation: .bizLocation
            }
        }
    }

    /// Lists of typed references.
    enum Reference: Sendable {
        case bizTransaction, source, destination

        var role: LinkRole {
            switch self {
            case .bizTransaction: .bizTransaction
            case .source: .source
            case .destination: .destination
            }
        }
    }

    /// What is asked of a master data attribute.
    enum AttributeTest: Sendable {
        /// One of the attributes is there.
        case exists([FieldName])
        /// The attribute has one of the values.
        case equals([QueryLiteral])
    }
}
