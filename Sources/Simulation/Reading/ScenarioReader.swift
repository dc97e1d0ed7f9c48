// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads a scenario: the play itself, then each variant and fault as a changed play.
struct ScenarioReader {
    let root: Tree
    /// The schemes of which codes can be made.
    let schemes: Set<String>

    func read() -> Scenario? {
        let map = root.map
        guard let id = map.need("scenario")?.text else { return nil }
        let every = map.need("every").flatMap(Self.wait)?.seconds ?? HainanClock.day
        let regions = map.take("regions")?.texts ?? []
        let body = ["cast", "draw", "goods", "supplies", "steps", "before-end"]
        for key in body { _ = map.take(key) }
        let variants = map.take("variants")?.list.compactMap { variant($0, id, every) } ?? []
        let faults = map.take("faults")?.list.compactMap { fault($0, id) } ?? []
        let showcases = map.take("showcase")?.list.compactMap(showcase) ?? []
        let trace = map.take("trace").map { tree in
            let map = tree.map
            defer { map.finish() }
            return (first: map.take("first")?.text, last: map.take("last")?.text)
        }
        map.finish()
        for (ids, tree) in [(variants.map(\.id), root["variants"]), (faults.map(\.id), root["faults"])]
        where Set(ids).count != ids.count {
            tree?.fault("two of these have the same id")
        }
        return Scenario(
            id: id,
            every: every,
            regions: regions,
            base: PlotReader(root: root, scenario: id, schemes: schemes).read(),
            variants: variants,
            faults: faults,
            showcases: showcases,
            trace: (trace?.first, trace?.last)
        )
    }

    private func variant(_ tree: Tree, _ scenario: String, _ every: Int) -> Scenario.Variant? {
        let map = tree.map
        guard let id = map.need("id")?.text else { return nil }
        let every = map.take("every").flatMap(Self.wait)?.seconds ?? every
        let changedRoot = changed(map)
        map.finish()
        return Scenario.Variant(
            id: id,
            every: every,
            plot: PlotReader(root: changedRoot, scenario: scenario, schemes: schemes).read()
        )
    }

    private func fault(_ tree: Tree, _ scenario: String) -> PlannedFault? {
        let map = tree.map
        guard let id = map.need("id")?.text else { return nil }
        let kind = map.need("kind")?.text ?? ""
        let title = map.need("title")?.name ?? LocalText(zh: id, en: id)
        let isForm = map.take("form")?.boolean ?? false
        let isRefused = map.take("refused")?.boolean ?? false
        let expected = map.need("expect").map { $0.list.compactMap { expectation($0, isForm: isForm) } } ?? []
        var begin = root
        if let name = map.take("variant")?.text {
            if let variant = root["variants"]?.list.first(where: { $0["id"]?.plainText == name }) {
                begin = changed(variant.map)
            } else {
                tree.fault("there is no variant “\(name)”")
            }
        }
        let changedRoot = ScenarioReader(root: begin, schemes: schemes).changed(map)
        map.finish()
        var plot = PlotReader(root: changedRoot, scenario: scenario, schemes: schemes).read()
        if plot.margin == 0 { plot.margin = 30 * HainanClock.day }
        let steps = Set(plot.steps.map(\.id))
        for expectation in expected {
            switch expectation.target {
            case .step(let step, _, nil) where !steps.contains(step):
                tree.fault("fault “\(id)”: there is no step “\(step)” to expect an alarm of")
            case .step(_, _, let supply?) where !plot.supplies.contains { $0.name == supply }:
                tree.fault("fault “\(id)”: there is no supply “\(supply)”")
            case .licence(let role, _) where !plot.roles.contains { $0.name == role }:
                tree.fault("fault “\(id)”: there is no role “\(role)”")
            default: break
            }
        }
        if isForm || isRefused, expected.isEmpty { tree.fault("fault “\(id)”: which step is refused?") }
        return PlannedFault(
            id: id,
            kind: kind,
            title: title,
            plot: plot,
            expected: expected,
            isForm: isForm,
            isRefused: isRefused,
            place: tree.place
        )
    }

    private func expectation(_ tree: Tree, isForm: Bool) -> PlannedFault.Expectation? {
        let map = tree.map
        defer { map.finish() }
        let alarm = isForm ? map.take("alarm")?.text : map.need("alarm")?.text
        guard let text = map.need("step")?.text else { return nil }
        if text.hasPrefix("licence:") {
            let parts = text.dropFirst("licence:".count).split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                tree.fault("“\(text)” is not licence:ROLE.TYPE")
                return nil
            }
            return .init(alarm: alarm, target: .licence(role: parts[0], type: parts[1]))
        }
        let sides = text.split(separator: "/", maxSplits: 1).map(String.init)
        let words = (sides.last ?? "").split(separator: "#", maxSplits: 1).map(String.init)
        guard let step = words.first,
            let number = words.count == 1 ? 1 : words[1] == "last" ? 0 : Int(words[1])
        else {
            tree.fault("“\(text)” is not STEP, STEP#NUMBER or STEP#last")
            return nil
        }
        return .init(
            alarm: alarm,
            target: .step(step, repetition: number, supply: sides.count == 2 ? sides[0] : nil)
        )
    }

    private func showcase(_ tree: Tree) -> Scenario.ShowcasePlan? {
        let map = tree.map
        defer { map.finish() }
        guard let goods = map.need("goods")?.text, let name = map.need("name")?.name else { return nil }
        return Scenario.ShowcasePlan(goods: goods, name: name, variant: map.take("variant")?.text)
    }

    /// The play with the changes that a variant or fault names.
    private func changed(_ map: TreeMap) -> Tree {
        var root = root
        for (key, nested) in [("cast", Tree.nestedInRole), ("draw", []), ("goods", []), ("supplies", [])] {
            guard let change = map.take(key) else { continue }
            let old = root[key] ?? Tree(.map([]), like: change)
            root = root.setting(key, old.changedInside(by: change, nested: nested))
        }
        if let margin = map.take("before-end") { root = root.setting("before-end", margin) }
        guard let steps = root["steps"] else { return root }
        var list = steps.list
        let change = map.take("change")
        for (id, value) in change?.pairs ?? [] {
            guard let index = list.firstIndex(where: { Self.id($0) == id }) else {
                value.fault("there is no step “\(id)” to change")
                continue
            }
            list[index] = list[index].changed(by: value, nested: Tree.nestedInStep)
        }
        for id in map.take("drop")?.list ?? [] { leaveOut(id, from: &list) { $0 == $1 } }
        if let stop = map.take("stop") { leaveOut(stop, from: &list) { $0 > $1 } }
        for added in map.take("add")?.list ?? [] {
            guard let after = added["put-after"]?.plainText else {
                added.fault("“put-after” is missing")
                continue
            }
            guard let index = list.lastIndex(where: { Self.id($0) == after }) else {
                added.fault("there is no step “\(after)” to put this after")
                continue
            }
            list.insert(added, at: index + 1)
        }
        return root.setting("steps", Tree(.list(list), like: steps))
    }

    private func leaveOut(_ tree: Tree, from list: inout [Tree], where isMeant: (Int, Int) -> Bool) {
        guard let index = list.firstIndex(where: { Self.id($0) == tree.plainText }) else {
            tree.fault("there is no step “\(tree.plainText ?? "?")”")
            return
        }
        for other in list.indices where isMeant(other, index) {
            list[other] = list[other].setting(
                "left-out",
                Tree(.scalar("true", isQuoted: false), like: list[other])
            )
        }
    }

    static func id(_ step: Tree) -> String? {
        step["id"]?.plainText ?? step["stage"]?.plainText?.split(separator: "/").last.map(String.init)
    }

    static func wait(_ tree: Tree) -> Wait? {
        guard let text = tree.text else { return nil }
        if let wait = Wait(text) { return wait }
        tree.fault("“\(text)” is not a length of time such as “3 days” or “2..4 hours”")
        return nil
    }
}
