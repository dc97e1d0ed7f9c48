// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

extension RecordPage {
    /// The values of the templates `place` and `product-class`.
    func context(_ shell: PageShell) -> PageValues {
        let wording = shell.wording
        let phrases = wording.phrases
        let isProduct = code.level == .product
        return shell.context(
            title: wording.fullName(code),
            [
                "name": wording.name(code),
                "kind": ReadableCode.kind(of: code, phrases),
                "city": wording.city(of: code.canonical) ?? false,
                "maker": names.party(of: code.canonical, wording.language) ?? false,
                "facts": ReadableCode.elements(of: code).map { element in
                    [
                        "label": phrases.text("identifier.\(element.identifier)")
                            ?? "(\(element.identifier))",
                        "value": element.value,
                    ]
                },
                "code": code.elementString ?? code.plainText,
                "hasRecords": !records.isEmpty,
                "records": records.map { $0.context(wording, namesPlace: isProduct || code.level == .party) },
                "isCut": isCut,
                "cutText": phrases.count("records.cut", records.count),
                "hasUnits": !units.isEmpty,
                "units": units.map { unit in
                    [
                        "name": ReadableCode.ownPart(of: unit, phrases) ?? wording.fullName(unit),
                        "address": wording.address(unit),
                    ]
                },
                "unitsCutText": unitsAreCut ? phrases.count("units.cut", units.count) : false,
            ]
        )
    }
}
