// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Some of the events on an ``EventShelf``.
struct PlaceSet {
    private var isMember: [Bool] = []
    private(set) var count = 0

    func contains(_ place: EventShelf.Place) -> Bool {
        Int(place) < isMember.count && isMember[Int(place)]
    }

    mutating func insert(_ place: EventShelf.Place) {
        let missing = Int(place) + 1 - isMember.count
        if missing > 0 { isMember.append(contentsOf: repeatElement(false, count: missing)) }
        if !isMember[Int(place)] { count += 1 }
        isMember[Int(place)] = true
    }

    /// In order of place.
    var members: [EventShelf.Place] {
        isMember.indices.lazy.filter { isMember[$0] }.map { EventShelf.Place($0) }
    }
}
