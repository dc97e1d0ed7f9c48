// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

extension ProductPage {
    /// What the records do not say, one sentence each; many of one kind are summed up.
    func missingTexts(_ wording: Wording) -> [PageValues] {
        let phrases = wording.phrases
        var texts: [String] = []
        var shown: [TraceGap.Kind: Int] = [:]
        for part in missing {
            switch part {
            case .originOfProduct: texts.append(phrases["missing.origin"])
            case .cut: texts.append(phrases["missing.cut"])
            case .places(let number): texts.append(phrases.count("missing.places", number))
            case .gap(let gap):
                shown[gap.kind, default: 0] += 1
                if shown[gap.kind, default: 0] <= Self.gapsShown { texts.append(text(of: gap, wording)) }
            }
        }
        for kind in TraceGap.Kind.allCases {
            let more = shown[kind, default: 0] - Self.gapsShown
            if more > 0 { texts.append(phrases.count("missing.\(kind.rawValue).more", more)) }
        }
        return texts.map { ["text": $0] }
    }

    private func text(of gap: TraceGap, _ wording: Wording) -> String {
        let event = gap.event.map { answer.events[$0] }
        let time = event.map { ShanghaiTime(milliseconds: $0.milliseconds).day(wording.phrases) } ?? ""
        let place = event.flatMap { $0.bizLocation ?? $0.readPoint }.map { wording.name(of: $0) }
        let other = gap.other.map { wording.fullName(answer.units[$0].code) } ?? ""
        return wording.phrases(
            "missing.\(gap.kind.rawValue)",
            [
                "unit": wording.fullName(answer.units[gap.unit].code), "day": time,
                "place": place ?? wording.phrases["place.unknown"], "other": other,
            ]
        )
    }

    /// Sentences of one kind before the rest are summed up.
    private static let gapsShown = 5
}
