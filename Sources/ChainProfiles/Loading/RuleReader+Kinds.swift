// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension RuleReader {
    /// The parameters of a rule of one kind; nil where something is wrong, which is then told.
    func kind(_ name: String, _ map: YAMLMap) -> RuleKind? {
        recordKind(name, map) ?? historyKind(name, map)
    }

    private func recordKind(_ name: String, _ map: YAMLMap) -> RuleKind? {
        switch name {
        case "element-required":
            return map.need("element").flatMap(element).map { .elementRequired(element: $0) }
        case "element-limit":
            return elementLimit(map).map(RuleKind.elementLimit)
        case "element-value":
            let element = map.need("element").flatMap(element)
            guard let (values, isNegative) = alternatives(map), let element else { return nil }
            return .elementValue(element: element, values: values, isNegative: isNegative)
        case "duration":
            let (start, end) = (map.need("start").flatMap(moment), map.need("end").flatMap(moment))
            guard let span = span(map), let start, let end else { return nil }
            return .duration(start: start, end: end, span)
        case "licence-valid":
            let licences = licences(map.need("licences"))
            let role = map.take("of")?.word(PartyRole.self)
            return .licenceValid(of: role ?? .subject, licences: licences)
        case "party-type":
            let types = types(map.need("types"))
            return map.need("of")?.word(PartyRole.self).map { .partyType(of: $0, types: types) }
        case "region":
            let role = map.take("of")?.word(PlaceRole.self)
            guard let (values, isNegative) = alternatives(map) else { return nil }
            return .region(of: role ?? .place, prefixes: values, isNegative: isNegative)
        case "document-valid":
            return map.need("document").flatMap(document).map {
                .documentValid(document: $0, isRequired: true)
            }
        case "mass-balance":
            let (output, input) = (map.need("output").flatMap(amount), map.need("input").flatMap(amount))
            let band = map.need("band")?.list.compactMap(\.number) ?? []
            guard let output, let input else { return nil }
            guard band.count == 2, band[0] <= band[1] else {
                map.place.fault("“band” is a pair: the lowest and the highest ratio")
                return nil
            }
            return .massBalance(output: output, input: input, low: band[0], high: band[1])
        case "sensor-range":
            let (low, high) = (map.take("min")?.number, map.take("max")?.number)
            let tolerated = map.take("for")?.period
            guard let type = map.need("type")?.text, let measure = map.need("measure")?.text else {
                return nil
            }
            return .sensorRange(
                SensorRange(type: type, measure: measure, minimum: low, maximum: high, tolerated: tolerated)
            )
        case "sensor-gap":
            let times = map.take("times")?.number
            guard let type = map.need("type")?.text, let interval = map.need("interval")?.period else {
                return nil
            }
            return .sensorGap(type: type, interval: interval, times: times ?? 2)
        case "code-check":
            let schemes = map.take("schemes")?.texts ?? []
            let region = map.take("region")?.word(PlaceRole.self)
            return map.need("of").flatMap(codes).map { .codeCheck(of: $0, schemes: schemes, region: region) }
        default:
            return nil
        }
    }

    private func historyKind(_ name: String, _ map: YAMLMap) -> RuleKind? {
        switch name {
        case "predecessor":
            return .predecessor(stages: stages(map.need("stages")))
        case "life-state":
            return .lifeState(states: map.need("in")?.texts ?? [])
        case "interval-after-use":
            let stages = stages(map.need("use"))
            let days = map.need("days")?.text
            guard let key = key(map.take("key")), let days else { return nil }
            return .intervalAfterUse(stages: stages, days: days, key: key)
        case "expiry":
            return map.need("element")?.text.map { .expiry(element: $0) }
        case "interval":
            let stages = stages(map.need("since"))
            guard let span = span(map), let key = key(map.take("key")) else { return nil }
            return .interval(since: stages, span, key: key)
        case "due-date":
            return dueDate(map).map(RuleKind.dueDate)
        case "ship-receive":
            let stages = stages(map.need("receive"))
            let tolerance = map.take("tolerance")?.number
            return map.need("within")?.period.map {
                .shipReceive(stages: stages, within: $0, tolerance: tolerance ?? 0)
            }
        case "set-balance":
            let (used, returned) = (stages(map.need("used")), stages(map.need("returned")))
            guard let document = map.need("key").flatMap(document), let within = map.need("within")?.period
            else {
                return nil
            }
            return .setBalance(used: used, returned: returned, document: document, within: within)
        case "stock-balance":
            return .stockBalance(inward: stages(map.need("in")), outward: stages(map.need("out")))
        case "unique":
            let stages = stages(map.take("stages"))
            let source = map.take("of").map(codes) ?? .goods(.units)
            return source.map { .unique(stages: stages.isEmpty ? ["\(profile)/\(stage)"] : stages, of: $0) }
        case "unique-link":
            return .uniqueLink
        case "match":
            return match(map)
        case "document-overdrawn":
            let tolerance = map.take("tolerance")?.number
            return map.need("document").flatMap(document).map {
                .documentOverdrawn(document: $0, tolerance: tolerance ?? 0)
            }
        case "quota":
            let licence = licences(map.need("licence")).first
            let per = map.take("per")?.word(QuotaPeriod.self)
            guard let amount = map.need("of").flatMap(amount), let licence else { return nil }
            return .quota(licence: licence, of: amount, per: per ?? .licence)
        case "capacity":
            let (inward, outward) = (stages(map.need("in")), stages(map.need("out")))
            let by = map.take("by").map(element) ?? nil
            let apart = map.take("apart")?.list.map(\.texts) ?? []
            return .capacity(Capacity(inward: inward, outward: outward, by: by, apart: apart))
        case "silent-node":
            let after = map.take("after")?.integer
            return map.need("days")?.integer.map { .silentNode(days: $0, after: after ?? 5) }
        default:
            return nil
        }
    }

    private func elementLimit(_ map: YAMLMap) -> ElementLimit? {
        let element = map.need("element").flatMap(element)
        let (low, high) = (map.take("min")?.number, map.take("max")?.number)
        let by = map.take("by").map(self.element) ?? nil
        var limits: [String: Double] = [:]
        for (code, value) in map.take("limits")?.map?.takeAll() ?? [] { limits[code] = value.number }
        if low == nil, high == nil, limits.isEmpty { map.place.fault("“min”, “max” or “limits” is missing") }
        if limits.isEmpty != (by == nil) { map.place.fault("“limits” and “by” go together") }
        return element.map { ElementLimit(element: $0, minimum: low, maximum: high, by: by, limits: limits) }
    }

    private func dueDate(_ map: YAMLMap) -> DueDate? {
        let (then, stop) = (stages(map.need("then")), stages(map.take("stop")))
        let within = map.take("within")?.period
        let from = map.take("from").map(element) ?? nil
        var by: String?
        var periods: [String: Period] = [:]
        if let choice = map.take("within-by")?.map {
            by = choice.need("element").flatMap(element)
            for (code, value) in choice.need("values")?.map?.takeAll() ?? [] { periods[code] = value.period }
            choice.finish()
        }
        let calendar = map.take("calendar").flatMap(calendar)
        if [within != nil, !periods.isEmpty, calendar != nil].count(where: { $0 }) != 1 {
            map.place.fault("one of “within”, “within-by” and “calendar” is needed")
        }
        guard let key = key(map.take("key")) else { return nil }
        return DueDate(
            then: then,
            stop: stop,
            within: within,
            by: by,
            periods: periods,
            calendar: calendar,
            from: from,
            key: key
        )
    }

    private func calendar(_ node: YAMLNode) -> DueDate.Calendar? {
        guard let map = node.map else { return nil }
        defer { map.finish() }
        let base = stages(map.take("base"))
        let years = map.need("years")?.list.compactMap(\.integer) ?? []
        let every = map.need("then-every")?.integer
        let keeps = map.take("keep-month")?.boolean
        let early = map.take("early")?.period
        guard let every, every > 0, !years.isEmpty, years == years.sorted(), years[0] > 0 else {
            node.fault(
                "“years” are rising ages such as [1, 4, 7], and “then-every” a number of years above 0"
            )
            return nil
        }
        return DueDate.Calendar(
            base: base,
            years: years,
            thenEvery: every,
            keepsMonth: keeps ?? false,
            early: early
        )
    }

    private func match(_ map: YAMLMap) -> RuleKind? {
        let value = map.need("value").flatMap { self.value($0, isOwn: true) }
        guard let key = key(map.take("key")), let with = map.need("with")?.map else { return nil }
        let stages = stages(with.need("stages"))
        let other = with.need("value").flatMap { self.value($0, isOwn: false) }
        with.finish()
        guard let value, let other else { return nil }
        return .match(value: value, stages: stages, other: other, key: key)
    }

    private func alternatives(_ map: YAMLMap) -> (values: [String], isNegative: Bool)? {
        let (values, others) = (map.take("in")?.texts, map.take("not-in")?.texts)
        guard (values == nil) != (others == nil) else {
            map.place.fault("either “in” or “not-in” is needed")
            return nil
        }
        return (values ?? others ?? [], others != nil)
    }

    /// A moment of the record: its time, or an element that holds one.
    private func moment(_ node: YAMLNode) -> String? {
        node.text == "time" ? "time" : element(node)
    }

    private func licences(_ node: YAMLNode?) -> [String] {
        (node?.list ?? []).compactMap { item in
            guard let id = item.text else { return nil }
            if !reference.licences.contains(where: { $0.id == id }) {
                item.fault("the licence “\(id)” is not in the reference data")
            }
            return id
        }
    }

    private func types(_ node: YAMLNode?) -> [String] {
        (node?.list ?? []).compactMap { item in
            guard let id = item.text else { return nil }
            if !reference.parties.contains(where: { $0.id == id }) {
                item.fault("the party “\(id)” is not in the reference data")
            }
            return id
        }
    }
}
