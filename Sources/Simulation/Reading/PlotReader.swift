// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads what is played in one run, and checks that its parts fit together.
struct PlotReader {
    let root: Tree
    let scenario: String
    let schemes: Set<String>

    func read() -> Plot {
        var plot = Plot()
        plot.margin = root["before-end"].flatMap(ScenarioReader.wait)?.seconds ?? 0
        plot.roles = (root["cast"]?.pairs ?? []).compactMap { role($0.key, $0.value) }
        plot.draws = (root["draw"]?.pairs ?? []).compactMap { name, tree in draw(tree).map { (name, $0) } }
        plot.goods = (root["goods"]?.pairs ?? []).compactMap { goods($0.key, $0.value) }
        plot.supplies = (root["supplies"]?.pairs ?? []).compactMap { supply($0.key, $0.value) }
        let steps = StepReader(scenario: scenario)
        plot.steps = (root["steps"]?.list ?? []).compactMap(steps.read)
        if plot.steps.isEmpty { root.fault("“steps” is missing") }
        PlotCheck(plot: plot, log: root.log).run()
        return plot
    }

    private func role(_ name: String, _ tree: Tree) -> RolePlan? {
        let map = tree.map
        defer { map.finish() }
        guard let type = map.need("type")?.text else { return nil }
        let region = map.take("region")?.text
        let location = map.take("where")
        let permits = map.take("permits")?.pairs.map { type, value in
            let map = value.map
            defer { map.finish() }
            return (
                type, map.take("number").flatMap(ValueReader.value),
                map.take("quantity").flatMap(ValueReader.value)
            )
        }
        let capacity = map.take("capacity")?.pairs.compactMap { kind, value in
            ValueReader.value(value).map { (kind, $0) }
        }
        let licences = map.take("licences").map(licences) ?? []
        return RolePlan(
            name: name,
            type: type,
            licences: licences,
            location: region.map { .region($0) } ?? self.location(location),
            isOwn: (map.take("own")?.boolean ?? false) || permits != nil || capacity != nil
                || licences.contains { $0.state != .valid },
            isPerson: map.take("person")?.boolean ?? false,
            permits: permits ?? [],
            capacity: capacity ?? [],
            place: tree.place
        )
    }

    private func location(_ tree: Tree?) -> RolePlan.Location {
        switch tree?.text {
        case nil, "home": .home
        case "near": .near
        case "any": .any
        case let code?: .region(code)
        }
    }

    private func licences(_ tree: Tree) -> [(type: String, state: RolePlan.LicenceState)] {
        guard case .map(let pairs) = tree.kind else { return tree.texts.map { ($0, .valid) } }
        return pairs.compactMap { type, value in
            guard let text = value.text else { return nil }
            guard let state = RolePlan.LicenceState(rawValue: text) else {
                value.fault("“\(text)” is not one of: valid, lapsed, expiring, none")
                return nil
            }
            return (type, state)
        }
    }

    private func draw(_ tree: Tree) -> DrawPlan? {
        if case .scalar(let text, false) = tree.kind {
            let bounds = text.components(parted: "..")
            if bounds.count == 2 {
                if let low = Int(bounds[0]), let high = Int(bounds[1]), low <= high {
                    return .whole(low, high)
                }
                if let low = Double(bounds[0]), let high = Double(bounds[1]), low <= high {
                    return .decimal(low, high)
                }
                tree.fault("“\(text)” is not a range such as 3..5 or 0.7..0.8")
                return nil
            }
        }
        guard let value = ValueReader.value(tree) else { return nil }
        if case .formula(let formula) = value { return .formula(formula) }
        return .value(value)
    }

    private func goods(_ name: String, _ tree: Tree) -> GoodsPlan? {
        let map = tree.map
        defer { map.finish() }
        guard let scheme = map.need("scheme")?.text else { return nil }
        if !schemes.contains(scheme) {
            map.tree.fault(
                "codes of the scheme “\(scheme)” cannot be made; known are: "
                    + schemes.sorted().joined(separator: ", ")
            )
        }
        let measure = map.take("measure")?.text ?? (scheme == "lgtin" ? "H87" : nil)
        let count = map.take("count").flatMap { ValueReader.formula($0) }
        let owner = map.take("owner")?.text
        var parameters: [String: String] = [:]
        for key in CodeMaker.parameters { parameters[key] = map.take(key)?.text }
        return GoodsPlan(
            name: name,
            scheme: scheme,
            owner: owner,
            count: count,
            measure: measure,
            parameters: parameters,
            title: map.take("name")?.name,
            place: tree.place
        )
    }

    private func supply(_ name: String, _ tree: Tree) -> SupplyPlan? {
        let map = tree.map
        defer { map.finish() }
        guard let scenario = map.need("scenario")?.text, let goods = map.need("goods")?.text else {
            return nil
        }
        return SupplyPlan(
            name: name,
            scenario: scenario,
            variant: map.take("variant")?.text,
            goods: goods,
            until: map.take("until")?.text,
            before: map.take("before")?.text,
            roles: map.take("as")?.pairs.compactMap { theirs, ours in ours.text.map { (theirs, $0) } } ?? [],
            times: map.take("times")?.integer ?? 1,
            place: tree.place
        )
    }
}
