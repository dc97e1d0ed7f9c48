// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What is where of each unit of a ``HoldingBook``: of nearly every unit one thing at one place, so that only others
/// need a list.
struct Accounts {
    private var first: [Account?]
    private var others: [Int: [Account]] = [:]

    /// A place, or the way to it.
    struct Site: Hashable {
        let place: NameTable.ID
        let isInTransit: Bool
    }

    /// Nil value: not counted.
    struct Amount {
        var value: Double?
        var uom: NameTable.ID = 0
    }

    struct Account {
        var amount = Amount()
        var lastSeen: Int64 = 0
        var site: Site
        var lastStep: NameTable.ID = 0
        var status = RecallScope.Status.held
    }

    init(units: Int) {
        first = Array(repeating: nil, count: units)
    }

    /// All of a unit, the oldest first.
    func all(of unit: Int) -> [Account] {
        guard let first = first[unit] else { return [] }
        return others.isEmpty ? [first] : [first] + (others[unit] ?? [])
    }

    func isEmpty(_ unit: Int) -> Bool { first[unit] == nil }

    subscript(unit: Int, site: Site) -> Account? {
        get {
            if let first = first[unit], first.site == site { return first }
            return others.isEmpty ? nil : others[unit]?.first { $0.site == site }
        }
        set {
            if first[unit].map({ $0.site == site }) ?? true, others.isEmpty || others[unit] == nil {
                first[unit] = newValue
                return
            }
            var accounts = all(of: unit)
            if let place = accounts.firstIndex(where: { $0.site == site }) {
                if let newValue { accounts[place] = newValue } else { accounts.remove(at: place) }
            } else if let newValue {
                accounts.append(newValue)
            }
            replace(unit, accounts)
        }
    }

    mutating func removeAll(of unit: Int) { replace(unit, []) }

    mutating func removeAll(of unit: Int, but site: Site) {
        replace(unit, all(of: unit).filter { $0.site == site })
    }

    private mutating func replace(_ unit: Int, _ accounts: [Account]) {
        first[unit] = accounts.first
        if accounts.count > 1 {
            others[unit] = Array(accounts.dropFirst())
        } else if !others.isEmpty {
            others[unit] = nil
        }
    }
}
