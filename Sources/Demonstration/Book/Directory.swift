// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Everyone who takes part and everywhere it happens, as the resource `places.yaml` lists them.
struct Directory: Sendable {
    let regions: [String: BilingualName]
    let parties: [Party]
    let places: [Place]

    /// The places of one kind, in the order of the list.
    func places(of kind: String) -> [Place] { places.filter { $0.kind == kind } }
}

/// A firm, cooperative, market or household.
struct Party: Hashable, Sendable {
    /// Its GS1 company prefix, seven digits.
    let prefix: String
    let name: BilingualName
    /// Region code (GB/T 2260).
    let region: String
}

/// A place of a party.
struct Place: Hashable, Sendable {
    let party: Party
    /// The location reference after the company prefix, five digits.
    let reference: String
    /// What the place does, as chains name it.
    let kind: String
    let name: BilingualName
    let region: String
    let latitude: Double
    let longitude: Double

    /// Kilometres between two places, near enough for driving times around the latitude of Hainan.
    func distance(to other: Place) -> Double {
        let north = (latitude - other.latitude) * 111
        let east = (longitude - other.longitude) * 104
        return (north * north + east * east).squareRoot()
    }
}

extension Directory: Decodable {
    private enum CodingKeys: CodingKey {
        case regions, parties
    }

    private struct PartyEntry: Decodable {
        let prefix: String
        let name: BilingualName
        let region: String
        let places: [PlaceEntry]
    }

    private struct PlaceEntry: Decodable {
        let kind: String
        let name: BilingualName
        let region: String?
        let at: [Double]
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let entries = try container.decode([PartyEntry].self, forKey: .parties)
        var places: [Place] = []
        regions = try container.decode([String: BilingualName].self, forKey: .regions)
        parties = entries.map { Party(prefix: $0.prefix, name: $0.name, region: $0.region) }
        for (party, entry) in zip(parties, entries) {
            for (index, place) in entry.places.enumerated() {
                guard place.at.count == 2 else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .parties,
                        in: container,
                        debugDescription: "a position is [latitude, longitude]"
                    )
                }
                places.append(
                    Place(
                        party: party,
                        reference: HainanClock.padded(index + 1, 5),
                        kind: place.kind,
                        name: place.name,
                        region: place.region ?? party.region,
                        latitude: place.at[0],
                        longitude: place.at[1]
                    )
                )
            }
        }
        self.places = places
    }
}
