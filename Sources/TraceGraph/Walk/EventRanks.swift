// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Where each event on a shelf stands in the answer, which is in order of time.
struct EventRanks {
    private var ranks: [Int?]

    /// - Parameter places: the events of the answer in its order.
    init(_ places: [EventShelf.Place], of shelf: EventShelf) {
        ranks = Array(repeating: nil, count: shelf.eventCount)
        for (rank, place) in places.enumerated() { ranks[Int(place)] = rank }
    }

    subscript(place: EventShelf.Place) -> Int? { ranks[Int(place)] }
}
