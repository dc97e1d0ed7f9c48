// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Synchronization
import TraceLedger

/// What was made of the ledger lately: rendered pages, names.
///
/// A value is given again while nothing was captured or registered since it was made, whichever process did it: what
/// shows is never older than the ledger. It lives thirty seconds, because some of what pages say comes with time alone.
/// Bounded in bytes: of two halves the younger takes new values; when it is full the older one is let go.
final class RecentCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private let halves = Mutex(Halves())

    private struct Halves {
        var young: [Key: Entry] = [:]
        var old: [Key: Entry] = [:]
        var bytes = 0
    }

    private struct Entry {
        let value: Value
        let bytes: Int
        let moment: LedgerMoment
    }

    /// - Parameter capacity: bytes, as those who keep values count them.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// A value that still holds.
    func value(_ key: Key, at moment: LedgerMoment) -> Value? {
        halves.withLock { halves in
            guard let entry = halves.young[key] ?? halves.old[key] else { return nil }
            return entry.moment.holds(at: moment) ? entry.value : nil
        }
    }

    /// Keeps a value, unless it is so large that it would push out most others.
    ///
    /// - Parameter moment: from before its data was read.
    func keep(_ value: Value, as key: Key, bytes: Int, from moment: LedgerMoment) {
        guard bytes <= capacity / 8 else { return }
        halves.withLock { halves in
            if halves.bytes + bytes > capacity / 2 {
                halves.old = halves.young
                halves.young = [:]
                halves.bytes = 0
            }
            let entry = Entry(value: value, bytes: bytes, moment: moment)
            if let replaced = halves.young.updateValue(entry, forKey: key) { halves.bytes -= replaced.bytes }
            halves.bytes += bytes
        }
    }

    /// The bytes that are kept.
    var bytes: Int {
        halves.withLock { halves in
            halves.young.values.reduce(0) { $0 + $1.bytes } + halves.old.values.reduce(0) { $0 + $1.bytes }
        }
    }
}

/// A state of the ledger and the register at a time.
struct LedgerMoment: Sendable {
    /// Of this process.
    let commits: Int
    /// The register's own position.
    let register: Int64
    let position: LedgerPosition
    let time: ContinuousClock.Instant

    /// Whether what was made at this moment may still be shown.
    func holds(at now: LedgerMoment) -> Bool {
        (commits, register, position) == (now.commits, now.register, now.position)
            && now.time - time < .seconds(30)
    }
}
