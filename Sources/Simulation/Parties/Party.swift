// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// A party of the play, with its licences and its place. Belongs to one play.
final class Party {
    let id: String
    let type: String
    let name: LocalText
    /// A code of GB/T 2260.
    let region: String
    let site: Site
    /// Of GS1; nil while it needs none.
    var companyPrefix: String?
    private(set) var licences: [Licence] = []
    var capacity: [(kind: String, amount: Double)] = []

    init(id: String, type: String, name: LocalText, region: String, site: Site) {
        self.id = id
        self.type = type
        self.name = name
        self.region = region
        self.site = site
    }

    /// Where it works.
    struct Site: Sendable {
        let id: String
        let name: LocalText
        let use: String
        let latitude: Double
        let longitude: Double
        let area: Double?
    }

    /// A licence, permit or certification.
    struct Licence {
        let type: String
        let number: String
        let issuer: String?
        let quantity: Double?
        let from: CivilDate
        let until: CivilDate
        /// Told of and never held.
        let isMissing: Bool
    }

    /// Adds a licence unless there is one of the kind; a permit counts by its number.
    func add(_ licence: Licence) {
        let isThere = licences.contains {
            $0.type == licence.type
                && ($0.number == licence.number || (licence.quantity == nil && $0.quantity == nil))
        }
        if !isThere { licences.append(licence) }
    }

    func licence(_ type: String) -> Licence? { licences.first { $0.type == type } }
}
