// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceLedger

/// A unit was inside another for a time, by packing (aggregation) or by being built in (association).
struct Containment: Hashable {
    let child: CodeTable.ID
    let parent: CodeTable.ID
    let isAssociation: Bool
    /// The event that packed it.
    let packing: EventNumber
    /// The event that ended it; nil while it lasts.
    var ending: EventNumber?
    /// From packing to unpacking, or for ever.
    var span: TimeSpan
}
