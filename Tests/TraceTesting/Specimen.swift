// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A made-up category, so that tests of what every category has do not hang on the words of one.
package enum Specimen {
    /// The file of its profile.
    package static let profile = """
        profile: specimen
        from: 2016-10-01
        industry: edible-agricultural-products
        name: {zh: 样品, en: Specimen}
        lead: [agriculture]
        unit: {kind: lot, codes: [gtin]}
        stages:
          - id: rearing
            name: {zh: 建档, en: Put on record}
            actor: {types: [livestock-farm]}
            event: {type: ObjectEvent, action: ADD, step: commissioning, disposition: active}
            units: {level: lot, measure: H87}
            elements:
              - {id: specimen-heads, name: {zh: 样品头数, en: Specimen heads}, type: integer, min: 1, required: true, class: chain}
              - {id: specimen-kind, name: {zh: 样品品种, en: Specimen kind}, type: text, max-length: 60, required: true, class: public}
              - {id: specimen-tags, name: {zh: 样品耳标, en: Specimen tags}, type: identifiers, schemes: [ear-tag], class: business}
          - id: leaving
            name: {zh: 出栏, en: Leaves}
            after: [rearing]
            actor: {types: [livestock-farm]}
            to: {types: [designated-slaughterhouse]}
            event: {type: ObjectEvent, action: OBSERVE, step: shipping, disposition: in_transit}
            units: {level: lot, measure: H87}
            elements:
              - {id: specimen-heads, name: {zh: 样品头数, en: Specimen heads}, type: integer, min: 1, required: true, class: chain}
              - {id: specimen-weight, name: {zh: 样品毛重, en: Specimen weight}, type: number, measure: KGM, min: 0, required: true, class: chain}
            documents:
              - {type: animal-quarantine-certificate, required: true, covers: units}
            rules:
              - {id: AG-03, kind: document-overdrawn, document: animal-quarantine-certificate, tolerance: 0.02}
          - id: making
            name: {zh: 制作, en: Made}
            after: [leaving]
            actor: {types: [designated-slaughterhouse]}
            event: {type: TransformationEvent, step: creating_class_instance, disposition: active}
            inputs: {level: lot, measure: H87}
            outputs: {level: lot, measure: KGM}
            elements:
              - {id: specimen-weight, name: {zh: 样品毛重, en: Specimen weight}, type: number, measure: KGM, min: 0, required: true, class: chain}
              - {id: specimen-day, name: {zh: 样品日期, en: Specimen day}, type: date, required: true, class: public}
              - {id: specimen-verdict, name: {zh: 样品结论, en: Specimen verdict}, type: code, list: result, required: true, class: public}
        """
}
