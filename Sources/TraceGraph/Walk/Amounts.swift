// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// The units in one place of an event, and how much of each.
struct Amounts: RandomAccessCollection {
    let units: [CodeTable.ID]
    /// Of the classes and lots; instances have none, and they are many.
    private let quantities: [QuantityElement]
    /// Where the classes and lots begin among the units.
    private let firstQuantity: Int

    /// A unit in an event, and how much of it.
    struct Amount {
        let unit: CodeTable.ID
        var quantity: String?
        var uom: String?
    }

    /// No units.
    init() {
        (units, quantities, firstQuantity) = ([], [], 0)
    }

    /// - Parameter used: units beside the lists, of which nobody says how much.
    init(
        _ epcs: [String],
        _ quantities: [QuantityElement],
        used: [CodeTable.ID] = [],
        _ codes: inout CodeTable
    ) {
        var units: [CodeTable.ID] = []
        units.reserveCapacity(epcs.count + quantities.count + used.count)
        for epc in epcs { units.append(codes.id(of: epc)) }
        for element in quantities { units.append(codes.id(of: element.epcClass)) }
        self.units = units + used
        self.quantities = quantities
        firstQuantity = epcs.count
    }

    var startIndex: Int { 0 }
    var endIndex: Int { units.count }

    subscript(position: Int) -> Amount {
        let element = position - firstQuantity
        guard quantities.indices.contains(element) else { return Amount(unit: units[position]) }
        return Amount(
            unit: units[position],
            quantity: quantities[element].quantity?.literal,
            uom: quantities[element].uom
        )
    }
}
