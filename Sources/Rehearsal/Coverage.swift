// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Simulation

/// Tells which stages were never played, and which rules no fault has shown.
struct Coverage {
    let book: ProfileBook
    let scenario: Scenario

    /// Rule kinds that a stage has without writing them.
    private static let implied = [
        "licence-valid", "party-type", "document-valid", "predecessor", "code-check", "life-state",
    ]
    /// Rules that come by themselves are numbered from here.
    private static let firstOwn = 100

    func check(_ play: Play, shown: Set<AlarmComparison.ShownRule>, into report: inout RehearsalReport) {
        guard let profile = book.profile(scenario.id) else {
            report.add("profile", "there is no profile “\(scenario.id)”")
            return
        }
        let played = Set(play.records.filter { $0.fault == nil && $0.supply == nil }.map(\.stage))
        var shownKinds: Set<String> = []
        var own: Set<String> = []
        for stage in profile.stages {
            if !played.contains(stage.reference) {
                report.add("profile", "stage \(stage.reference) is never played")
            }
            for rule in stage.rules {
                let isShown = shown.contains(.init(stage: stage.reference, index: rule.index))
                if isShown { shownKinds.insert(rule.kind.name) }
                if rule.index >= Self.firstOwn {
                    own.insert(rule.kind.name)
                } else if !isShown {
                    report.add(
                        "profile",
                        "rule \(rule.alarm) (\(rule.kind.name)) of \(stage.reference) is never shown"
                    )
                }
            }
        }
        for kind in Self.implied where own.contains(kind) && !shownKinds.contains(kind) {
            report.add("profile", "no fault shows the implied rule kind \(kind)")
        }
        let hasRequired = profile.stages.contains { $0.elements.contains(where: \.isRequired) }
        if hasRequired, !scenario.faults.contains(where: { $0.isForm && $0.kind == "element-required" }) {
            report.add("profile", "no fault with form: true shows element-required")
        } else if hasRequired {
            report.kinds.insert("element-required")
        }
    }
}
