// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads one step.
struct StepReader {
    let scenario: String

    func read(_ tree: Tree) -> StepPlan? {
        let map = tree.map
        defer { map.finish() }
        guard let stage = map.need("stage")?.text, let by = map.need("by")?.text else { return nil }
        let isAdded = map.take("put-after") != nil
        let isLeftOut = map.take("left-out") != nil
        let id = map.take("id")?.text ?? ScenarioReader.id(tree) ?? stage
        let goods = GoodsSlot.allCases.compactMap { slot in
            map.take(slot.rawValue).map { tree in (role: slot, items: items(tree)) }
        }
        let values = map.take("set")?.pairs.compactMap { element, tree in
            tree.isNull ? nil : ValueReader.value(tree).map { (element: element, value: $0) }
        }
        let documents = map.take("documents")?.pairs.compactMap { type, tree in
            tree.isNull ? nil : (type: type, parts: document(tree))
        }
        return StepPlan(
            id: id,
            stage: stage.contains("/") ? stage : "\(scenario)/\(stage)",
            after: map.take("after").flatMap(ScenarioReader.wait),
            since: map.take("since")?.text,
            clock: map.take("at").flatMap(clock),
            by: by,
            at: map.take("place")?.text ?? by,
            from: map.take("from")?.text,
            to: map.take("to")?.text,
            goods: goods,
            values: values ?? [],
            documents: documents ?? [],
            sensors: map.take("sensors")?.list.compactMap(sensors) ?? [],
            operator: map.take("operator").flatMap(ValueReader.value),
            repetition: map.take("repeat").flatMap(repetition),
            isLeftOut: isLeftOut,
            isAdded: isAdded,
            place: tree.place
        )
    }

    private func clock(_ tree: Tree) -> Int? {
        let parts = tree.text?.split(separator: ":").compactMap { Int($0) } ?? []
        guard parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else {
            tree.fault("“\(tree.plainText ?? "")” is not a time of day such as \"08:30\"")
            return nil
        }
        return parts[0] * 3600 + parts[1] * 60
    }

    private func items(_ tree: Tree) -> [(name: String, amount: AmountPlan)] {
        tree.pairs.compactMap { name, tree in
            if tree.isNull { return nil }
            if case .map = tree.kind {
                let map = tree.map
                defer { map.finish() }
                guard let index = map.need("index").flatMap(ValueReader.formula),
                    let amount = map.need("amount").flatMap(ValueReader.formula)
                else { return nil }
                return (name, .one(index, amount: amount))
            }
            guard let text = tree.text else { return nil }
            if text == "all" { return (name, .all) }
            if let (low, high) = ValueReader.slice(text) { return (name, .slice(low, high)) }
            return ValueReader.formula(tree).map { (name, .formula($0)) }
        }
    }

    private func document(_ tree: Tree) -> [(name: String, value: ValuePlan)] {
        if case .map = tree.kind, tree["pattern"] == nil, tree["pick"] == nil {
            return tree.pairs.compactMap { name, tree in
                if !["number", "issuer", "issued", "valid-until", "quantity", "sources"].contains(name) {
                    tree.fault("“\(name)” is no part of a document")
                }
                if tree.isNull { return nil }
                return (name == "sources" ? sources(tree) : ValueReader.value(tree)).map { (name, $0) }
            }
        }
        return ValueReader.value(tree).map { [("number", $0)] } ?? []
    }

    /// Certificates from which one was made, each as `NUMBER QUANTITY`.
    private func sources(_ tree: Tree) -> ValuePlan {
        .list(
            tree.list.compactMap { tree in
                guard tree["number"] != nil else { return ValueReader.value(tree) }
                let map = tree.map
                defer { map.finish() }
                let parts = [map.need("number"), map.take("quantity")].compactMap {
                    $0.flatMap(ValueReader.value)
                }
                return .join(parts.count == 2 ? [parts[0], .text(" "), parts[1]] : parts)
            }
        )
    }

    private func repetition(_ tree: Tree) -> StepPlan.Repetition? {
        let map = tree.map
        defer { map.finish() }
        guard let every = map.need("every").flatMap(ScenarioReader.wait) else { return nil }
        let until = map.take("until")
        let times = map.take("times")?.integer
        if until?.text ?? "end" != "end" { until?.fault("“until” can only be “end”") }
        if (until == nil) == (times == nil) { tree.fault("either “times” or “until: end”") }
        if every.seconds < 60 { tree.fault("at most once a minute") }
        return StepPlan.Repetition(every: every, times: until == nil ? times ?? 1 : nil)
    }

    private func sensors(_ tree: Tree) -> SensorPlan? {
        let map = tree.map
        defer { map.finish() }
        guard let type = map.need("type")?.text, let measure = map.need("measure")?.text,
            let low = map.need("low")?.number, let high = map.need("high")?.number,
            let every = map.need("every").flatMap(ScenarioReader.wait)?.seconds,
            let length = map.need("for").flatMap(ScenarioReader.wait)?.seconds
        else { return nil }
        func part(_ key: String) -> (at: Int, length: Int, value: Double)? {
            guard let tree = map.take(key) else { return nil }
            let part = tree.map
            defer { part.finish() }
            guard let at = part.need("at").flatMap(ScenarioReader.wait)?.seconds,
                let length = part.need("for").flatMap(ScenarioReader.wait)?.seconds
            else { return nil }
            return (at, length, part.take("value")?.number ?? 0)
        }
        if every <= 0 || length / max(1, every) > 5000 { tree.fault("more than 5000 readings") }
        return SensorPlan(
            type: type,
            measure: measure,
            low: low,
            high: high,
            every: max(1, every),
            length: length,
            spike: part("spike"),
            gap: part("gap").map { ($0.at, $0.length) }
        )
    }
}
