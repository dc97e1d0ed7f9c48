// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension RecallScope {
    /// The holdings of a scope, made one by one when they are asked for: a million of them at once take hundreds of
    /// megabytes.
    package struct Holdings: Sequence, Sendable {
        private let book: HoldingBook
        private let units: [(position: Int32, cause: Cause)]
        package let count: Int

        /// - Parameter units: the affected ones, by position in the book.
        init(_ book: HoldingBook, of units: [(position: Int32, cause: Cause)]) {
            self.book = book
            self.units = units
            count = units.reduce(0) { $0 + book.holdingCount(of: Int($1.position)) }
        }

        package func makeIterator() -> Iterator { Iterator(book: book, units: units[...]) }

        /// Goes through the holdings, one unit after another.
        package struct Iterator: IteratorProtocol {
            fileprivate let book: HoldingBook
            fileprivate var units: ArraySlice<(position: Int32, cause: Cause)>
            private var pending: [Holding] = []

            fileprivate init(book: HoldingBook, units: ArraySlice<(position: Int32, cause: Cause)>) {
                self.book = book
                self.units = units
            }

            package mutating func next() -> Holding? {
                while pending.isEmpty {
                    guard let unit = units.popFirst() else { return nil }
                    pending = book.holdings(of: Int(unit.position), cause: unit.cause).reversed()
                }
                return pending.popLast()
            }
        }
    }
}

extension RecallScope.Holdings: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}
