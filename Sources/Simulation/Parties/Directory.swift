// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceText

/// The parties of one play, made when they are first needed: the same under the same key.
final class Directory {
    let catalogue: PartyCatalogue
    private let seed: UInt64
    private let calendar: Calendar
    private var byKey: [String: Party] = [:]
    private(set) var parties: [Party] = []
    private var usedCodes: Set<String> = []
    private var usedNumbers: Set<String> = []
    private var prefixes = 0

    /// The days by which licences begin and end.
    struct Calendar {
        let begin: CivilDate
        let end: CivilDate
    }

    init(_ catalogue: PartyCatalogue, seed: UInt64, end: CivilDate) {
        self.catalogue = catalogue
        self.seed = seed
        calendar = Calendar(begin: CivilDate(year: 2000, month: 3, day: 1), end: end)
    }

    /// The party that plays a role of a run.
    ///
    /// - Parameter own: a key under which nobody else asks.
    func party(
        for role: RolePlan,
        home: PartyCatalogue.Region,
        own: String,
        begin: CivilDate,
        log: FaultLog
    ) -> Party? {
        guard let type = catalogue.types[role.type] else {
            log.add("parties.yaml has no type of party “\(role.type)”", at: role.place)
            return nil
        }
        var dice = Dice(seed: seed, part: own)
        guard let region = region(for: role, home: home, &dice) else {
            log.add("no region has parties of the type “\(role.type)”", at: role.place)
            return nil
        }
        let person = role.isPerson ? "person/" : ""
        let shared = "\(person)\(role.type)/\(region.code)/\(dice.below(type.count))"
        let party = party(role.isOwn ? own : shared, role.type, type, region, isPerson: role.isPerson)
        for (type, state) in role.licences { add(type, state, to: party, begin: begin) }
        return party
    }

    /// Everybody who lives in the province, whether or not a run needs them.
    func settle() {
        for name in catalogue.typeNames {
            guard let type = catalogue.types[name] else { continue }
            for region in catalogue.homes(of: name) {
                for index in 0..<type.count {
                    let party = party("\(name)/\(region.code)/\(index)", name, type, region, isPerson: false)
                    for licence in type.licences { add(licence, .valid, to: party, begin: calendar.begin) }
                }
            }
        }
    }

    private func region(
        for role: RolePlan,
        home: PartyCatalogue.Region,
        _ dice: inout Dice
    ) -> PartyCatalogue.Region? {
        let homes = catalogue.homes(of: role.type)
        switch role.location {
        case .region(let code): return catalogue.region(code)
        case .any: return homes.isEmpty ? nil : dice.pick(homes)
        case .home: return PartyCatalogue.nearest(1, to: home, of: homes).first
        case .near:
            let near = PartyCatalogue.nearest(4, to: home, of: homes)
            return near.isEmpty ? nil : dice.pick(near)
        }
    }

    private func party(
        _ key: String,
        _ name: String,
        _ type: PartyCatalogue.PartyType,
        _ region: PartyCatalogue.Region,
        isPerson: Bool
    ) -> Party {
        if let known = byKey[key] { return known }
        var dice = Dice(seed: seed, part: "party/" + key)
        let district = dice.pick(region.districts)
        let form = catalogue.forms[dice.pick(type.forms)]
        let word = dice.pick(catalogue.words)
        func filled(_ pattern: LocalText) -> LocalText {
            LocalText(
                zh: pattern.zh.replacing("{region}", with: region.name.zh).replacing("{word}", with: word.zh)
                    .replacing("{form}", with: form?.name.zh ?? ""),
                en: pattern.en.replacing("{region}", with: region.name.en).replacing("{word}", with: word.en)
                    .replacing("{form}", with: form?.name.en ?? "")
            )
        }
        let surname = dice.pick(catalogue.surnames)
        let personName = LocalText(
            zh: "\(surname.zh)某某（\(region.name.zh)）",
            en: "\(surname.en), \(region.name.en)"
        )
        let id = isPerson ? personID(&dice) : creditCode(form?.code ?? "91", district, &dice)
        let prefix = type.hasCompanyPrefix && !isPerson ? nextPrefix() : nil
        let site = Party.Site(
            id: prefix.map { "https://id.gs1.org/414/" + CheckDigits.gs1($0 + "00001") }
                ?? placeCode(district, &dice),
            name: filled(type.place),
            use: type.use,
            latitude: rounded(region.latitude + dice.real(-0.06, 0.06)),
            longitude: rounded(region.longitude + dice.real(-0.06, 0.06)),
            area: type.area.map { (dice.real($0.0, $0.1) * 10).rounded() / 10 }
        )
        let party = Party(
            id: id,
            type: name,
            name: isPerson ? personName : filled(type.name),
            region: district,
            site: site
        )
        party.companyPrefix = prefix
        byKey[key] = party
        parties.append(party)
        return party
    }

    /// The GS1 company prefix of a party, given when it first needs one.
    func companyPrefix(of party: Party) -> String {
        if let prefix = party.companyPrefix { return prefix }
        let prefix = nextPrefix()
        party.companyPrefix = prefix
        return prefix
    }

    private func nextPrefix() -> String {
        defer { prefixes += 1 }
        return String(6_990_000 + prefixes)
    }

    private func placeCode(_ region: String, _ dice: inout Dice) -> String {
        while true {
            let code = "urn:qiongsu:place:\(region)\(dice.digits(6))"
            if usedCodes.insert(code).inserted { return code }
        }
    }

    private func personID(_ dice: inout Dice) -> String {
        "urn:qiongsu:person:" + dice.text(32, of: "0123456789abcdef")
    }

    private func creditCode(_ form: String, _ region: String, _ dice: inout Dice) -> String {
        while true {
            let body = "MA" + dice.text(6, of: "0123456789ABCDEFGHJKLMNPQRTUWXY")
            let code = CheckDigits.creditCode(form + region + CheckDigits.organisation(body))
            if usedCodes.insert(code).inserted { return "urn:qiongsu:uscc:" + code }
        }
    }

    // MARK: Licences

    /// Adds a licence unless the party has one of the kind.
    func add(_ type: String, _ state: RolePlan.LicenceState, to party: Party, begin: CivilDate) {
        if party.licences.contains(where: { $0.type == type && $0.quantity == nil }) { return }
        var dice = Dice(seed: seed, part: "licence/\(party.id)/\(type)")
        let until =
            switch state {
            case .valid, .none: calendar.end.daysSince1970 + 700 + dice.below(900)
            case .lapsed: begin.daysSince1970 - 10
            case .expiring: calendar.end.daysSince1970 + 20
            }
        party.add(
            Party.Licence(
                type: type,
                number: licenceNumber(type, party, &dice),
                issuer: catalogue.licences[type]?.issuer,
                quantity: nil,
                from: calendar.begin,
                until: CivilDate(daysSince1970: until),
                isMissing: state == .none
            )
        )
    }

    /// A permit that allows an amount.
    func permit(_ type: String, number: String?, quantity: Double?, to party: Party) {
        var dice = Dice(seed: seed, part: "permit/\(party.id)/\(type)")
        party.add(
            Party.Licence(
                type: type,
                number: number ?? licenceNumber(type, party, &dice),
                issuer: catalogue.licences[type]?.issuer,
                quantity: quantity,
                from: calendar.begin,
                until: CivilDate(daysSince1970: calendar.end.daysSince1970 + 700),
                isMissing: false
            )
        )
    }

    /// A number that no other licence of the kind has.
    private func licenceNumber(_ type: String, _ party: Party, _ dice: inout Dice) -> String {
        for _ in 0..<200 {
            let number = number(type, party, &dice)
            if usedNumbers.insert("\(type) \(number)").inserted { return number }
        }
        let number = number(type, party, &dice) + "-\(usedNumbers.count)"
        usedNumbers.insert("\(type) \(number)")
        return number
    }

    private func number(_ type: String, _ party: Party, _ dice: inout Dice) -> String {
        let kind = catalogue.licences[type]
        switch kind?.scheme {
        case "jy-licence": return "JY" + CheckDigits.mod1110("1" + party.region + dice.digits(6))
        case "sc-licence":
            return "SC" + CheckDigits.mod1110("1" + dice.text(2, of: "12345") + party.region + dice.digits(4))
        default: return dice.filled(kind?.pattern ?? "@@########")
        }
    }

    private func rounded(_ degrees: Double) -> Double { (degrees * 10_000).rounded() / 10_000 }
}
