// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// A sale that was settled electronically at a concentrated trading place: seller, buyer, goods, amounts and prices.
///
/// It is what the records of its lines say, so it is read from the ledger and never kept twice.
package struct Settlement: Sendable {
    package let number: String
    /// Milliseconds since 1970.
    package let time: Int64
    package let place: String?
    /// Who keeps the market.
    package let subject: String?
    package let seller: String?
    package let buyer: String?
    package let lines: [Line]

    /// One record of the sale.
    package struct Line: Sendable {
        package let eventID: String
        package let stage: Stage
        package let goods: [StageRecord.Goods]
        /// The values that were recorded, by element.
        package let values: [(element: Element, value: ElementValue)]

        /// What the line comes to, in yuan: amount times unit price, where both are told.
        package var total: Double? {
            guard let price = values.first(where: { $0.element.id == Self.price })?.value.number else {
                return nil
            }
            let amount = goods.filter { $0.role == .units }.reduce(0) { $0 + ($1.quantity ?? 1) }
            return (price * amount * 100).rounded() / 100
        }

        /// The element that holds the unit price in every category that has one.
        private static let price = "price"
    }

    /// In yuan; nil where a line has no price.
    package var total: Double? {
        let totals = lines.compactMap(\.total)
        return totals.count == lines.count ? totals.reduce(0, +) : nil
    }

    /// Nil where no record has the number.
    init?(_ number: String, _ records: [StageRecord]) {
        guard let first = records.first else { return nil }
        self.number = number
        time = first.time
        place = first.place
        subject = first.subject
        seller = first.from
        buyer = first.to
        lines = records.map { record in
            Line(
                eventID: record.eventID,
                stage: record.stage,
                goods: record.goods,
                values: zip(record.stage.elements, record.values).compactMap { element, value in
                    value.map { (element, $0) }
                }
            )
        }
    }
}

/// Why a settlement was not recorded: what is wrong with which line.
package enum SettlementError: Error, Sendable {
    case noLines
    case tooManyLines(limit: Int)
    /// The goods of a line have no stage at which a sale is settled; with the line's place and the goods.
    case noSale(line: Int, code: String)
    /// Two lines say the same, so that they would be one record.
    case sameLine(line: Int, as: Int)
    /// The fields of a line cannot be a record.
    case invalid(line: Int, Stage, InvalidRecord)
    /// The rules refuse a line; nothing of the settlement is stored.
    case refused(line: Int, [Finding])
}
