// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// The rules of EPCIS 2.0 that its schemas cannot state.
///
/// A rule that documents of practice keep is a fault, for which capture refuses the event. A rule that the
/// examples of GS1 or of widespread software break is a note: worth telling, never a reason to refuse.
package enum EventRules {
    /// How far in the future an event may lie: a day, because clocks and zones are set wrong.
    package static let tolerance: Int64 = 86_400_000

    /// What makes an event wrong. Places are JSON pointers inside the event.
    ///
    /// - Parameter now: The time by which an event is in the future; nil where that is not to be judged.
    package static func faults(of event: Event, now: Timestamp? = nil) -> [DocumentFault] {
        var found = RuleFindings()
        judgeQuantities(of: event, &found)
        judgeParent(of: event, &found)
        judgePersistentDisposition(of: event, &found)
        SensorRules.judge(event, &found)
        if let now { judgeFuture(of: event, now, &found) }
        return found.faults
    }

    /// What is doubtful in an event. Places are JSON pointers inside the event.
    package static func notes(of event: Event) -> [DocumentFault] {
        var found = RuleFindings()
        noteTimes(of: event, &found)
        noteRepeats(of: event, &found)
        SensorRules.note(event, &found)
        return found.faults
    }

    private static func judgeQuantities(of event: Event, _ found: inout RuleFindings) {
        event.forEachQuantity { path, element in
            guard let quantity = element.quantity?.value else {
                // EPCIS 2.0 §7.3.3.3: a unit of measure only together with a quantity.
                if element.uom != nil { found.add(path + "/uom", "a unit of measure needs a quantity") }
                return
            }
            if quantity < 0 {
                found.add(path + "/quantity", "a quantity cannot be less than 0")
            } else if !quantity.isFinite {
                found.add(path + "/quantity", "the quantity is too large a number")
            }
        }
    }

    /// The container may be left out only where an aggregation is observed (EPCIS 2.0 §7.4.3).
    private static func judgeParent(of event: Event, _ found: inout RuleFindings) {
        guard let parent = event.parentID else {
            if event.type == .aggregation, let action = event.action, action != .observe {
                found.add("", "an AggregationEvent with the action \(action.rawValue) needs a parentID")
            }
            return
        }
        for (index, child) in event.childEPCs.enumerated() where child == parent {
            found.add("/childEPCs/\(index)", "a unit cannot be its own parent")
        }
    }

    private static func judgePersistentDisposition(of event: Event, _ found: inout RuleFindings) {
        guard let persistent = event.persistentDisposition else { return }
        for (index, value) in persistent.unset.enumerated() where persistent.set.contains(value) {
            found.add("/persistentDisposition/unset/\(index)", "\(value) cannot be both set and unset")
        }
    }

    private static func judgeFuture(of event: Event, _ now: Timestamp, _ found: inout RuleFindings) {
        if event.eventTime.milliseconds > now.milliseconds + tolerance {
            found.add("/eventTime", "the event lies in the future; it is \(now.utc) now")
        }
        if let time = event.errorDeclaration?.declarationTime,
            time.milliseconds > now.milliseconds + tolerance
        {
            found.add(
                "/errorDeclaration/declarationTime",
                "the time lies in the future; it is \(now.utc) now"
            )
        }
    }
}

/// Collects what rules find.
struct RuleFindings {
    private(set) var faults: [DocumentFault] = []

    mutating func add(_ path: String, _ message: String) {
        faults.append(DocumentFault(.standard, at: .pointer(path), message))
    }
}
