// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import TraceEvents
import TraceText

extension RecordedEvent {
    /// The values of one entry of the template `records`.
    func context(_ wording: Wording, namesPlace: Bool) -> PageValues {
        let phrases = wording.phrases
        let time = ShanghaiTime(milliseconds: event.eventTime.milliseconds)
        let shown = units(limit: Self.unitsShown)
        let more = everyUnit.count - shown.count
        return [
            "step": title(wording),
            "day": time.day(phrases), "clock": time.clock, "machine": time.machine,
            "place": namesPlace ? place.map { wording.name(of: $0) } ?? phrases["place.unknown"] : false,
            "placeAddress": namesPlace ? place.map { wording.address(of: $0) } ?? false : false,
            "eventAddress": wording.address(of: eventID),
            "isWrong": isDeclaredWrong,
            "isDeclaration": event.errorDeclaration != nil,
            "units": shown.map { unit(unit: $0, wording) },
            "more": more > 0 ? phrases.count("list.more", more) : false,
        ]
    }

    func title(_ wording: Wording) -> String {
        let phrases = wording.phrases
        if let stage = entry?.record.stage {
            return wording.text(stage.name)
        }
        return event.bizStep.map(phrases.bizStep)
            ?? phrases.happening(type: event.type.name, action: event.action?.rawValue)
    }

    private func unit(unit: String, _ wording: Wording) -> PageValues {
        [
            "unitName": wording.fullName(CanonicalCode.identify(unit)),
            "unitAddress": wording.address(of: unit),
        ]
    }

    private static let unitsShown = 3
}
