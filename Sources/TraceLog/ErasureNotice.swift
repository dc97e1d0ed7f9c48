// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
package import TraceEvents
import TraceLedger
package import TraceText

/// That parts of an event were erased by law: an event itself, so that the log holds it too. It says what kind of
/// parts, when, on what ground and by whose order; never what they held.
package struct ErasureNotice: Sendable, Equatable {
    /// The event's record time, in microseconds since 1970: the one name of it that tells nothing.
    package let recordTime: Int64
    /// The names of all that is gone, as the event's JSON has them, also by earlier erasures; `hash` is the event hash.
    package let fields: [String]
    package let ground: String
    package let orderedBy: String
    /// When it was erased.
    package let time: Timestamp

    private static let type = ChainTerms.namespace + "Erasure"

    init(recordTime: Int64, fields: [String], ground: String, orderedBy: String, time: Timestamp) {
        self.recordTime = recordTime
        self.fields = fields
        self.ground = ground
        self.orderedBy = orderedBy
        self.time = time
    }

    /// Nil where the event is no notice.
    package init?(_ event: Event) {
        guard event.type == .custom(Self.type), event.errorDeclaration == nil else { return nil }
        var values: [String: ExtensionValue] = [:]
        for field in event.extensions where field.name.namespace == ChainTerms.namespace {
            values[field.name.local] = field.value
        }
        guard case .string(let name) = values["erasesFrom"], let time = PublicEventID.recordTime(of: name),
            case .array(let fields) = values["erased"],
            case .string(let ground) = values["ground"], case .string(let orderedBy) = values["orderedBy"]
        else { return nil }
        self.init(
            recordTime: time,
            fields: fields.compactMap { if case .string(let name) = $0 { name } else { nil } },
            ground: ground,
            orderedBy: orderedBy,
            time: event.eventTime
        )
    }

    /// The event that is captured.
    var event: Event {
        var event = Event(type: .custom(Self.type), eventTime: time, timeZoneOffset: "+08:00")
        event.eventID = "urn:qiongsu:erasure:\(recordTime):\(time.milliseconds)"
        func add(_ local: String, _ value: ExtensionValue) {
            event.extensions.append(ExtensionField(name: ChainTerms.name(local), value: value))
        }
        add("erasesFrom", .string(PublicEventID.of(recordTime)))
        add("erased", .array(fields.map(ExtensionValue.string)))
        add("ground", .string(ground))
        add("orderedBy", .string(orderedBy))
        return event
    }
}
