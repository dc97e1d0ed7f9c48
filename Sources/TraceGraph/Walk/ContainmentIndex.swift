// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The containments of an answer, by either end.
struct ContainmentIndex {
    private let byChild: [CodeTable.ID: [Containment]]
    private let byParent: [CodeTable.ID: [Containment]]

    init(_ containments: Set<Containment>) {
        byChild = Dictionary(grouping: containments, by: \.child)
        byParent = Dictionary(grouping: containments, by: \.parent)
    }

    /// A unit, the containers around it and the units inside it from a moment on; not what else is in a container.
    func around(_ unit: CodeTable.ID, from milliseconds: Int64) -> Set<CodeTable.ID> {
        let lasting = { (containment: Containment) in containment.span.until >= milliseconds }
        let outward = closure(of: unit) { byChild[$0, default: []].filter(lasting).map(\.parent) }
        let inward = closure(of: unit) { byParent[$0, default: []].filter(lasting).map(\.child) }
        return outward.union(inward)
    }

    /// A unit and the containers around it at a moment.
    func containers(of unit: CodeTable.ID, at milliseconds: Int64) -> Set<CodeTable.ID> {
        closure(of: unit) { byChild[$0, default: []].filter { $0.span.contains(milliseconds) }.map(\.parent) }
    }

    private func closure(of unit: CodeTable.ID, _ next: (CodeTable.ID) -> [CodeTable.ID]) -> Set<CodeTable.ID>
    {
        var found: Set<CodeTable.ID> = [unit]
        var frontier = [unit]
        while let unit = frontier.popLast() {
            for other in next(unit) where found.insert(other).inserted { frontier.append(other) }
        }
        return found
    }
}
