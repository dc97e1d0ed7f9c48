// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// Watches over the licences that end: an alarm about each that should be renewed and is not.
///
/// What must stand follows from the licences and the time alone, so nothing is doubled however often it looks.
struct LicenceWatch {
    private let types: [String: Reference.LicenceType]
    private let alarm: Reference.AlarmType

    /// Before its end a licence is asked for so long, where its kind says nothing else.
    private static let renewBefore = Period(30, .days)
    /// The alarm of the catalogue.
    private static let alarmID = "IN-01"

    /// Nil where the catalogue has no such alarm.
    init?(_ reference: Reference) {
        guard let alarm = reference.alarms.first(where: { $0.id == Self.alarmID }) else { return nil }
        self.alarm = alarm
        types = Dictionary(reference.licences.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The alarms that must stand at an instant, and the next instant at which they can be others.
    ///
    /// - Parameters:
    ///   - terms: of licences whose holders work.
    ///   - now: milliseconds since 1970.
    ///   - raisedAt: microseconds since 1970.
    func alarms(of terms: [LicenceTerm], now: Int64, raisedAt: Int64) -> (alarms: [Alarm], next: Int64?) {
        var alarms: [Alarm] = []
        var next: Int64?
        for group in Dictionary(grouping: terms, by: { [$0.holder, $0.type] }).values {
            for term in group {
                guard let until = term.until, isRenewed(term) else { continue }
                let start = (types[term.type]?.renewBefore ?? Self.renewBefore).before(until)
                // A licence that is followed may be followed too late.
                for time in [start, until] + group.map(\.from) where time > now {
                    next = min(next ?? time, time)
                }
                guard now >= max(start, term.from), !isFollowed(term, until: until, in: group, now: now)
                else {
                    continue
                }
                alarms.append(alarm(about: term, until: until, now: now, raisedAt: raisedAt))
            }
        }
        return (alarms, next)
    }

    /// Whether licences of its kind are renewed at all: a voluntary certification need not be, and a permit for one
    /// purchase is used up.
    private func isRenewed(_ term: LicenceTerm) -> Bool {
        guard let type = types[term.type], !type.isCertification else { return false }
        return term.quantity == nil || type.years != nil || type.renewBefore != nil
    }

    /// Whether another licence of the kind takes over before this one ends, or has done so since.
    private func isFollowed(_ term: LicenceTerm, until: Int64, in group: [LicenceTerm], now: Int64) -> Bool {
        group.contains { other in
            other != term && other.from <= max(until, now) && other.until.map { $0 > until } ?? true
        }
    }

    private func alarm(about term: LicenceTerm, until: Int64, now: Int64, raisedAt: Int64) -> Alarm {
        let lastDay = HainanCalendar.text(HainanCalendar.date(of: until - 1))
        let reason: Finding.Reason = now < until ? .licenceExpiring : .licenceExpired
        return Alarm(
            id: "\(Self.alarmID)#\(term.uri)#\(lastDay)",
            alarm: Self.alarmID,
            level: alarm.level,
            effect: alarm.effect,
            stage: "",
            eventNumber: 0,
            eventID: "",
            time: until,
            subject: term.holder,
            place: nil,
            object: term.uri,
            field: term.type,
            reason: reason.rawValue,
            details: Finding.Details(value: term.number, expected: lastDay),
            raisedAt: raisedAt,
            withdrawnAt: nil
        )
    }
}
