// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// The administrative divisions with their history (GB/T 2260), found by code.
package struct RegionTable: Sendable {
    private let regions: [String: Reference.Region]
    /// The 19 cities and counties that the provincial plan counts, in the order of the reference data.
    package let citiesAndCounties: [Reference.Region]

    package init(_ reference: Reference) {
        regions = Dictionary(reference.regions.map { ($0.code, $0) }) { first, _ in first }
        citiesAndCounties = reference.regions.filter(\.isCityOrCounty)
    }

    /// The region that a code stands for at an instant (milliseconds since 1970): of a code that was abolished
    /// before, the one that took its place; nil where there was none.
    package func region(_ code: String, at time: Int64) -> Reference.Region? {
        let day = HainanCalendar.text(HainanCalendar.date(of: time))
        return region(code, on: day)
    }

    private func region(_ code: String, on day: String) -> Reference.Region? {
        var found = regions[code]
        // As often as there are codes at most, whatever the data say.
        for _ in 0..<regions.count {
            guard let region = found else { return nil }
            if let from = region.from, day < from { return nil }
            guard let until = region.until, until <= day else { return region }
            found = region.successor.flatMap { regions[$0] }
        }
        return nil
    }

    /// Whether a code is one of the data or, beyond the province, lies in a province of the data.
    package func knows(_ code: String) -> Bool {
        if regions[code] != nil { return true }
        guard code.utf8.count == 6, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        let province = String(code.prefix(2)) + "0000"
        return regions[province] != nil && !citiesAndCounties.contains { $0.parent == province }
    }
}
