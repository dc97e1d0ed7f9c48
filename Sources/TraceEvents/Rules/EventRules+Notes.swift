// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension EventRules {
    static func noteTimes(of event: Event, _ found: inout RuleFindings) {
        if let recordTime = event.recordTime,
            recordTime.milliseconds < event.eventTime.milliseconds - tolerance
        {
            found.add("/recordTime", "the event was recorded before it happened at \(event.eventTime.text)")
        }
        if let declaration = event.errorDeclaration, declaration.declarationTime < event.eventTime {
            found.add("/errorDeclaration/declarationTime", "the error was declared before the event happened")
        }
        if event.eventTime.milliseconds < 0 {
            found.add("/eventTime", "the event lies before 1970")
        }
    }

    /// A list of units is a set, which the schema says of some lists only.
    static func noteRepeats(of event: Event, _ found: inout RuleFindings) {
        event.forEachUnitList { path, units in
            guard units.count > 1 else { return }
            var seen = Set<String>(minimumCapacity: units.count)
            for (index, unit) in units.enumerated() where !seen.insert(unit).inserted {
                found.add("\(path)/\(index)", "\(unit) stands twice in the list")
            }
        }
    }
}

extension Event {
    /// Visits the lists of units with the pointer of each.
    func forEachUnitList(_ body: (String, [String]) -> Void) {
        body("/epcList", epcs)
        body("/childEPCs", childEPCs)
        body("/inputEPCList", inputEPCs)
        body("/outputEPCList", outputEPCs)
    }

    /// Visits the amounts of classes with the pointer of each.
    func forEachQuantity(_ body: (String, QuantityElement) -> Void) {
        func visit(_ name: String, _ list: [QuantityElement]) {
            for (index, element) in list.enumerated() { body("/\(name)/\(index)", element) }
        }
        visit("quantityList", quantities)
        visit("childQuantityList", childQuantities)
        visit("inputQuantityList", inputQuantities)
        visit("outputQuantityList", outputQuantities)
    }
}
