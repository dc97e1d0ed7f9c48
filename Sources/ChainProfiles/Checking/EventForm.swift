// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
package import TraceEvents
import TraceText

extension ProfileBook {
    /// What is wrong with the form of an event that says it records a stage: refused by every way in.
    ///
    /// An event that names no stage is none of the profiles' business. Places are JSON pointers inside the event.
    package func formFaults(of event: Event) -> [DocumentFault] {
        guard let reference = Self.stageReference(of: event) else {
            let isNamed = event.extensions.contains { field in
                field.name.local == ChainTerms.stage && field.name.namespace == ChainTerms.namespace
            }
            return isNamed ? [Self.fault(ChainTerms.stage, "must be PROFILE/STAGE, as text")] : []
        }
        guard let stage = stage(reference, at: event.eventTime.milliseconds) else {
            return [
                Self.fault(
                    ChainTerms.stage,
                    "“\(reference)” is no stage of a profile that held on \(Plain.day(event.eventTime.milliseconds))"
                )
            ]
        }
        var faults: [DocumentFault] = []
        if event.type != stage.event.type || event.action != stage.event.action {
            let action = stage.event.action.map { " with action \($0.rawValue)" } ?? ""
            faults.append(
                DocumentFault(
                    .profile,
                    at: .pointer("/type"),
                    "\(reference) is recorded by \(stage.event.type.name)\(action)"
                )
            )
        }
        var present = Array(repeating: false, count: stage.elements.count)
        var hasSubject = false
        for field in event.extensions where field.name.namespace == ChainTerms.namespace {
            if let index = stage.index(of: field.name.local) {
                present[index] = true
                if let fault = Self.fault(stage.elements[index], field.value, lists: lists) {
                    faults.append(fault)
                }
            } else if field.name.local == ChainTerms.subject {
                hasSubject = true
                if case .string(let text) = field.value, text.hasInk,
                    text.unicodeScalars.count <= FieldForm.codeLimit
                {
                    continue
                }
                faults.append(Self.fault(ChainTerms.subject, "must be the code of a party, as text"))
            } else if field.name.local == ChainTerms.documents {
                if !StageRecord.DocumentUse.isList(field.value) {
                    let message = "must be a list of objects with qs:type and qs:number, both of them text"
                    faults.append(Self.fault(ChainTerms.documents, message))
                }
            } else if !ChainTerms.reserved.contains(field.name.local) {
                faults.append(
                    Self.fault(field.name.local, "\(reference) has no element “\(field.name.local)”")
                )
            }
        }
        if !hasSubject { faults.append(Self.fault(ChainTerms.subject, "missing: who reports this")) }
        for (element, isThere) in zip(stage.elements, present) where element.isRequired && !isThere {
            faults.append(
                Self.fault(
                    element.id,
                    "missing: “\(element.name.zh)” (\(element.name.en)) is required by \(reference)"
                )
            )
        }
        return faults
    }

    private static func fault(_ local: String, _ message: String) -> DocumentFault {
        DocumentFault(.profile, at: .pointer("/\(ChainTerms.prefix):\(local)"), message)
    }

    private static func fault(_ element: Element, _ value: ExtensionValue, lists: [String: Set<String>])
        -> DocumentFault?
    {
        guard let read = ElementValue(value, as: element.type) else {
            return fault(
                element.id,
                "“\(element.name.zh)” (\(element.name.en)) is of type \(element.type.rawValue)"
            )
        }
        switch element.type {
        case .integer, .number:
            guard let number = read.number else { return nil }
            if element.type == .integer, number != number.rounded() {
                return fault(element.id, "must be a whole number")
            }
            if let minimum = element.minimum, number < minimum {
                return fault(element.id, "must be at least \(Plain.text(minimum))")
            }
            if let maximum = element.maximum, number > maximum {
                return fault(element.id, "must be at most \(Plain.text(maximum))")
            }
        case .text:
            let limit = element.textLimit
            if case .text(let text) = read, text.utf8.count > limit, text.unicodeScalars.count > limit {
                return fault(element.id, "must have at most \(limit) characters")
            }
        case .code, .codes, .checklist:
            guard let list = element.list, let values = lists[list] else { return nil }
            for text in read.texts where !values.contains(text) {
                return fault(element.id, "“\(text)” is not in the list \(list)")
            }
        case .date:
            if read.moment == nil { return fault(element.id, "must be a day such as 2026-03-01") }
        case .time, .boolean, .identifier, .identifiers:
            break
        }
        return nil
    }
}
