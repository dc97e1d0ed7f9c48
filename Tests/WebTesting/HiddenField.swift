// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// A field of an event that is not public, and where a query would find it.
package struct HiddenField: Sendable, Hashable {
    /// As queries write it.
    let name: String
    /// Nil: whether the event has it at all.
    let value: String?
    /// When the event happened, in milliseconds since 1970: no other instant need be asked about.
    let time: Int64
    /// Something that the event names, where another of the same instant may have the field for all to see.
    let unit: Unit?

    /// A code, and the parameter that finds it.
    struct Unit: Sendable, Hashable {
        let parameter: String
        let code: String

        /// The first code of an event; nil where it names none.
        init?(of event: Event) {
            let epcs =
                event.epcs + event.childEPCs + event.inputEPCs + event.outputEPCs
                + [event.parentID].compactMap(\.self)
            let classes =
                event.quantities + event.childQuantities + event.inputQuantities + event.outputQuantities
            if let code = epcs.first {
                (parameter, self.code) = ("anyEPC", code)
            } else if let code = classes.first?.epcClass {
                (parameter, self.code) = ("anyEPCClass", code)
            } else {
                return nil
            }
        }
    }
}
