// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import Simulation
import TraceText

/// The registry of a play, in memory: answers from the entries alone.
package struct PlayParties: PartyBook {
    private var types: [String: [String]] = [:]
    private var regions: [String: String] = [:]
    private var licences: [String: [Holding]] = [:]
    private var permits: [String: [(holding: Holding, permit: Permit)]] = [:]
    private var terms: [LicenceTerm] = []
    private var capacities: [String: [String: Double]] = [:]

    /// A licence with its time, in milliseconds since 1970.
    private struct Holding {
        let type: String
        let from: Int64
        let until: Int64

        func holds(at time: Int64) -> Bool { from <= time && time < until }
    }

    package init(_ entries: [RegistryEntry]) {
        for entry in entries {
            switch entry {
            case .subject(let subject):
                types[subject.id] = subject.types
                regions[subject.id] = subject.region
            case .licence(let licence):
                let holding = Holding(
                    type: licence.type,
                    from: HainanCalendar.start(of: licence.from),
                    until: HainanCalendar.start(of: licence.until)
                )
                licences[licence.holder, default: []].append(holding)
                terms.append(
                    LicenceTerm(
                        uri: ChainTerms.document(licence.type, licence.number),
                        type: licence.type,
                        number: licence.number,
                        holder: licence.holder,
                        quantity: licence.quantity,
                        from: holding.from,
                        until: holding.until
                    )
                )
                permits["\(licence.type) \(licence.number)", default: []]
                    .append((holding, Permit(holder: licence.holder, quantity: licence.quantity)))
            case .place(let place):
                regions[place.id] = place.region
                capacities[place.id] = Dictionary(place.capacity.map { ($0.kind, $0.amount) }) { first, _ in
                    first
                }
            case .product:
                break
            }
        }
    }

    /// As its entry says; nil for whom nobody entered.
    package func types(of party: String, at time: Int64) -> [String]? { types[party] }

    /// By the days of its entries.
    package func holds(_ licence: String, _ party: String, at time: Int64) -> Bool {
        licences[party]?.contains { $0.type == licence && $0.holds(at: time) } ?? false
    }

    /// The first that is valid.
    package func permit(_ type: String, number: String, at time: Int64) -> Permit? {
        permits["\(type) \(number)"]?.first { $0.holding.holds(at: time) }?.permit
    }

    /// Of all, as everybody in a play is filed.
    package func licenceTerms(at time: Int64) -> [LicenceTerm] { terms }

    /// Of parties and places alike.
    package func region(of id: String, at time: Int64) -> String? { regions[id] }

    /// The kind's own amount, else that of the whole place.
    package func capacity(of place: String, kind: String?, at time: Int64) -> Double? {
        let amounts = capacities[place] ?? [:]
        return kind.flatMap { amounts[$0] } ?? amounts["*"]
    }
}
