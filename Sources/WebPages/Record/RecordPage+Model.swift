// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// The page of a place, a party or a kind of product: what was recorded there, the newest first.
struct RecordPage: Sendable {
    let code: TraceCode
    let names: NameBook
    /// Newest first.
    let records: [RecordedEvent]
    /// Whether there are more records than the page shows.
    let isCut: Bool
    /// The lots and serial numbers of a kind of product, in the order of the index.
    let units: [TraceCode]
    /// Whether there are more units than the page shows.
    let unitsAreCut: Bool

    init(
        _ code: TraceCode,
        names: NameBook = NameBook(),
        records: [RecordedEvent],
        isCut: Bool = false,
        units: [TraceCode] = [],
        unitsAreCut: Bool = false
    ) {
        self.code = code
        self.names = names
        self.records = records
        self.isCut = isCut
        self.units = units
        self.unitsAreCut = unitsAreCut
    }

    var isEmpty: Bool { records.isEmpty && units.isEmpty }
}
