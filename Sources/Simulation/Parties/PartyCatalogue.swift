// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Of what kinds the parties of the play are, and where they may live: read from `parties.yaml`.
struct PartyCatalogue: Sendable {
    var words: [LocalText] = []
    var surnames: [LocalText] = []
    /// The cities and counties of the province.
    var regions: [Region] = []
    /// Places elsewhere that goods come from or go to.
    var outside: [Region] = []
    var forms: [String: Form] = [:]
    var licences: [String: LicenceKind] = [:]
    var types: [String: PartyType] = [:]
    /// In the order of the file.
    var typeNames: [String] = []

    /// A city or county.
    struct Region: Sendable {
        let code: String
        let name: LocalText
        let latitude: Double
        let longitude: Double
        /// Codes that addresses in it may have.
        let districts: [String]
        /// No chain runs there unless its scenario says so.
        let isRemote: Bool
    }

    /// A legal form: the first two characters of the credit code and the end of the name.
    struct Form: Sendable {
        let code: String
        let name: LocalText
    }

    /// How the numbers of a licence look, and who issues it.
    struct LicenceKind: Sendable {
        let scheme: String?
        let pattern: String?
        let issuer: String?
    }

    /// A kind of party.
    struct PartyType: Sendable {
        let name: LocalText
        let forms: [String]
        let place: LocalText
        let use: String
        let area: (Double, Double)?
        let count: Int
        /// Region codes; empty: all.
        let regions: [String]
        let hasCompanyPrefix: Bool
        let licences: [String]
    }

    func region(_ code: String) -> Region? {
        regions.first { $0.code == code || $0.districts.contains(code) }
            ?? outside.first { $0.code == code }
            ?? outside.first { $0.code.prefix(2) == code.prefix(2) }
    }

    /// The regions of the province in which there are parties of a type.
    func homes(of type: String) -> [Region] {
        guard let type = types[type] else { return [] }
        return regions.filter { type.regions.isEmpty || type.regions.contains($0.code) }
    }

    /// The nearest of some regions, the region itself first.
    static func nearest(_ count: Int, to home: Region, of regions: [Region]) -> [Region] {
        func distance(_ region: Region) -> Double {
            let (north, east) = (region.latitude - home.latitude, region.longitude - home.longitude)
            return region.code == home.code ? -1 : north * north + east * east
        }
        return Array(regions.sorted { (distance($0), $0.code) < (distance($1), $1.code) }.prefix(count))
    }
}

extension PartyCatalogue {
    /// Adds the legal forms of a file.
    mutating func addForms(_ tree: Tree) {
        for (id, value) in tree["forms"]?.pairs ?? [] {
            let map = value.map
            defer { map.finish() }
            guard let code = map.need("code")?.text else { continue }
            let name = LocalText(zh: map.take("zh")?.text ?? "", en: map.take("en")?.text ?? "")
            forms[id] = Form(code: code, name: name)
        }
    }

    /// Adds what a file says besides; several files are read as one.
    mutating func add(_ tree: Tree) {
        let map = tree.map
        words += map.take("words")?.list.compactMap(\.name) ?? []
        surnames += map.take("surnames")?.list.compactMap(\.name) ?? []
        regions += map.take("regions")?.list.compactMap(Self.region) ?? []
        outside += map.take("outside")?.list.compactMap(Self.region) ?? []
        _ = map.take("forms")
        for (name, value) in map.take("licences")?.pairs ?? [] {
            let map = value.map
            defer { map.finish() }
            licences[name] = LicenceKind(
                scheme: map.take("scheme")?.text,
                pattern: map.take("pattern")?.text,
                issuer: map.take("issuer")?.text
            )
        }
        for (name, value) in map.need("types")?.pairs ?? [] {
            guard let type = Self.type(value, forms: forms) else { continue }
            types[name] = type
            typeNames.append(name)
        }
        map.finish()
    }

    func check(_ log: FaultLog) {
        guard words.isEmpty || surnames.isEmpty || regions.isEmpty || outside.isEmpty else { return }
        log.add(
            "words, surnames, regions and outside must not be empty",
            at: Place(file: "parties.yaml", line: 0)
        )
    }

    private static func region(_ tree: Tree) -> Region? {
        let map = tree.map
        defer { map.finish() }
        guard let code = map.need("code")?.text, let zh = map.need("zh")?.text, let en = map.need("en")?.text,
            let position = map.need("at")?.list.compactMap(\.number), position.count == 2
        else { return nil }
        let districts = map.take("districts")?.texts ?? [code]
        return Region(
            code: code,
            name: LocalText(zh: zh, en: en),
            latitude: position[0],
            longitude: position[1],
            districts: districts,
            isRemote: map.take("remote")?.boolean ?? false
        )
    }

    private static func type(_ tree: Tree, forms: [String: Form]) -> PartyType? {
        let map = tree.map
        defer { map.finish() }
        guard let zh = map.need("zh")?.text, let en = map.need("en")?.text,
            let place = map.need("place")?.name, let use = map.need("use")?.text
        else { return nil }
        let names = map.take("forms")?.texts ?? ["company"]
        for name in names where forms[name] == nil { tree.fault("there is no form “\(name)”") }
        let area = map.take("area").flatMap { tree -> (Double, Double)? in
            let sides = tree.text?.components(parted: "..").compactMap(Double.init) ?? []
            guard sides.count == 2 else {
                tree.fault("must be like 1..5")
                return nil
            }
            return (sides[0], sides[1])
        }
        return PartyType(
            name: LocalText(zh: zh, en: en),
            forms: names.filter { forms[$0] != nil },
            place: place,
            use: use,
            area: area,
            count: max(1, map.take("count")?.integer ?? 2),
            regions: map.take("regions")?.texts ?? [],
            hasCompanyPrefix: map.take("gs1")?.boolean ?? false,
            licences: map.take("licences")?.texts ?? []
        )
    }
}
