// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Reads reference data: maps of lists, of which several files make one.
struct ReferenceReader {
    private(set) var reference: Reference
    private var seen: Set<String> = []

    init(reference: Reference) {
        self.reference = reference
    }

    mutating func read(_ file: YAMLNode) {
        guard let map = file.map else { return }
        each("industries", map) { item in
            guard let (id, name) = Self.idAndName(item) else { return nil }
            return Reference.Entry(id: id, name: name)
        } add: {
            $0.industries.append($1)
        }
        each("departments", map, Self.department) { $0.departments.append($1) }
        each("regions", map, Self.region) { $0.regions.append($1) }
        each("measures", map) { item in
            guard let code = item.need("code")?.text, let symbol = item.need("symbol")?.text,
                let name = item.name("name")
            else { return nil }
            return Reference.Measure(code: code, symbol: symbol, name: name)
        } add: {
            $0.measures.append($1)
        }
        each("parties", map) { item in
            guard let (id, name) = Self.idAndName(item) else { return nil }
            return Reference.Entry(id: id, name: name)
        } add: {
            $0.parties.append($1)
        }
        each("licences", map, Self.licence) { $0.licences.append($1) }
        each("documents", map, Self.document) { $0.documents.append($1) }
        each("lists", map, Self.codeList) { $0.lists.append($1) }
        each("elements", map, { ElementReader.definition($0) }) { $0.elements.append($1) }
        each("alarms", map, Self.alarm) { $0.alarms.append($1) }
        each("messages", map) { item in
            guard let id = item.need("id")?.text, let text = item.name("text") else { return nil }
            return Reference.Message(id: id, text: text)
        } add: {
            $0.messages.append($1)
        }
        map.finish()
    }

    private mutating func each<Item>(
        _ key: String,
        _ map: YAMLMap,
        _ read: (YAMLMap) -> Item?,
        add: (inout Reference, Item) -> Void
    ) {
        guard let list = map.take(key) else { return }
        for node in list.list {
            guard let item = node.map else { continue }
            let id = item.place["id"]?.plainText ?? item.place["code"]?.plainText
            if let id, !seen.insert("\(key)/\(id)").inserted {
                item.place.fault("“\(id)” stands twice in \(key)")
            }
            if let value = read(item) { add(&reference, value) }
            item.finish()
        }
    }

    private static func idAndName(_ item: YAMLMap) -> (String, LocalName)? {
        guard let id = item.need("id")?.text, let name = item.name("name") else { return nil }
        return (id, name)
    }

    private static func department(_ item: YAMLMap) -> Reference.Department? {
        guard let id = item.need("id")?.text, let list = item.need("names") else { return nil }
        let names = list.list.compactMap { node -> Reference.DatedName? in
            guard let map = node.map else { return nil }
            defer { map.finish() }
            let (from, until) = (map.take("from")?.day, map.take("until")?.day)
            guard let name = YAMLMap.name(in: map) else { return nil }
            return Reference.DatedName(name: name, from: from, until: until)
        }
        guard !names.isEmpty else { return nil }
        return Reference.Department(id: id, names: names)
    }

    private static func region(_ item: YAMLMap) -> Reference.Region? {
        let parent = item.take("parent")?.text
        let (from, until) = (item.take("from")?.day, item.take("until")?.day)
        let successor = item.take("successor")?.text
        let counts = item.take("city-or-county")?.boolean
        guard let code = item.need("code")?.text, let name = item.name("name"),
            let level = item.need("level")?.word(Reference.Region.Level.self)
        else { return nil }
        return Reference.Region(
            code: code,
            name: name,
            level: level,
            parent: parent,
            from: from,
            until: until,
            successor: successor,
            isCityOrCounty: counts ?? false
        )
    }

    private static func licence(_ item: YAMLMap) -> Reference.LicenceType? {
        let issuer = item.take("issuer")?.text
        let years = item.take("years")?.integer
        let renew = item.take("renew-before")?.period
        let scheme = item.take("scheme")?.text
        let certification = item.take("certification")?.boolean
        let basis = item.take("basis").flatMap(YAMLMap.name)
        guard let (id, name) = Self.idAndName(item) else { return nil }
        return Reference.LicenceType(
            id: id,
            name: name,
            issuer: issuer,
            years: years,
            renewBefore: renew,
            scheme: scheme,
            isCertification: certification ?? false,
            basis: basis
        )
    }

    private static func document(_ item: YAMLMap) -> Reference.DocumentType? {
        let issuer = item.take("issuer")?.text
        let days = item.take("days")?.integer
        let visibility = item.take("class")?.word(Visibility.self)
        let basis = item.take("basis").flatMap(YAMLMap.name)
        guard let (id, name) = Self.idAndName(item) else { return nil }
        return Reference.DocumentType(
            id: id,
            name: name,
            issuer: issuer,
            days: days,
            visibility: visibility ?? .chain,
            basis: basis
        )
    }

    private static func codeList(_ item: YAMLMap) -> Reference.CodeList? {
        guard let (id, name) = Self.idAndName(item), let list = item.need("values") else { return nil }
        let values = list.list.compactMap { node -> Reference.CodeList.Value? in
            guard let map = node.map else { return nil }
            defer { map.finish() }
            let requirement = map.take("requirement").flatMap(YAMLMap.name)
            let level = map.take("level")?.text
            guard let id = map.need("id")?.text, let name = YAMLMap.name(in: map) else { return nil }
            return Reference.CodeList.Value(id: id, name: name, requirement: requirement, level: level)
        }
        return Reference.CodeList(id: id, name: name, values: values)
    }

    private static func alarm(_ item: YAMLMap) -> Reference.AlarmType? {
        guard let (id, name) = Self.idAndName(item), let level = item.need("level")?.word(AlarmLevel.self),
            let effect = item.need("effect")?.word(Effect.self), let basis = item.name("basis")
        else { return nil }
        return Reference.AlarmType(id: id, name: name, level: level, effect: effect, basis: basis)
    }
}

extension YAMLNode {
    /// A day such as `2018-10-01`.
    var day: String? {
        guard let text else { return nil }
        if HainanCalendar.date(text) != nil { return text }
        fault("“\(text)” is not a day such as 2018-10-01")
        return nil
    }
}
