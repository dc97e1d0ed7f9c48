// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles

/// A registry of a few parties that everybody knows.
struct FakeParties: PartyBook {
    func types(of party: String, at time: Int64) -> [String]? {
        switch party {
        case "urn:test:maker", "urn:test:unlicensed": ["maker"]
        case "urn:test:trader", "urn:test:other-trader": ["trader"]
        default: nil
        }
    }

    func holds(_ licence: String, _ party: String, at time: Int64) -> Bool { party == "urn:test:maker" }

    func permit(_ type: String, number: String, at time: Int64) -> Permit? {
        number == "B1" ? Permit(holder: "urn:test:maker", quantity: 100) : nil
    }

    func region(of id: String, at time: Int64) -> String? {
        switch id {
        case "urn:test:here", "urn:test:store": "460100"
        case "urn:test:away": "440100"
        default: nil
        }
    }

    func capacity(of place: String, kind: String?, at time: Int64) -> Double? {
        place == "urn:test:store" ? 50 : nil
    }
}
