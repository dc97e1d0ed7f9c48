// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// The codes in an event: check digits, lengths, characters.
package enum IdentifierRules {
    /// Codes with a wrong check digit, which nobody can have meant. Places are JSON pointers inside the
    /// event, as `/epcList/3`.
    package static func faults(of event: Event) -> [DocumentFault] {
        findings(of: event, passing: CanonicalCode.surelyHasRightCheckDigit) {
            $0.code == .checkDigit || $0.code == .checkPair
        }
    }

    /// Codes with the shape of a GS1 code and another mistake, such as a company prefix of the wrong length:
    /// partners write them, so they are kept as they are, as opaque identifiers.
    package static func notes(of event: Event) -> [DocumentFault] {
        findings(of: event) { $0.code != .checkDigit && $0.code != .checkPair }
    }

    private static func findings(
        of event: Event,
        passing isPassed: (String) -> Bool = { _ in false },
        where isWanted: (CodeError) -> Bool
    ) -> [DocumentFault] {
        var found: [DocumentFault] = []
        event.forEachIdentifier { path, identifier in
            guard !isPassed(identifier) else { return }
            do throws(CodeError) {
                _ = try CanonicalCode.validate(identifier)
            } catch {
                guard isWanted(error) else { return }
                found.append(
                    DocumentFault(.identifier, at: .pointer(path()), "\(identifier): \(error.reason)")
                )
            }
        }
        return found
    }
}

extension Event {
    /// Visits every identifier of a unit, class, place, party or business document.
    ///
    /// The pointer is made only where it is asked for, because most identifiers are right.
    func forEachIdentifier(_ body: (_ path: () -> String, _ identifier: String) -> Void) {
        func visit(_ list: String, _ identifiers: [String]) {
            for (index, identifier) in identifiers.enumerated() { body({ "/\(list)/\(index)" }, identifier) }
        }
        func visit<Part>(
            _ list: String,
            _ parts: [Part],
            _ field: String,
            _ identifier: KeyPath<Part, String>
        ) {
            for (index, part) in parts.enumerated() {
                body({ "/\(list)/\(index)/\(field)" }, part[keyPath: identifier])
            }
        }
        visit("epcList", epcs)
        visit("quantityList", quantities, "epcClass", \.epcClass)
        if let parentID { body({ "/parentID" }, parentID) }
        visit("childEPCs", childEPCs)
        visit("childQuantityList", childQuantities, "epcClass", \.epcClass)
        visit("inputEPCList", inputEPCs)
        visit("inputQuantityList", inputQuantities, "epcClass", \.epcClass)
        visit("outputEPCList", outputEPCs)
        visit("outputQuantityList", outputQuantities, "epcClass", \.epcClass)
        if let transformationID { body({ "/transformationID" }, transformationID) }
        if let readPoint { body({ "/readPoint/id" }, readPoint.id) }
        if let bizLocation { body({ "/bizLocation/id" }, bizLocation.id) }
        visit("bizTransactionList", bizTransactions, "bizTransaction", \.id)
        visit("sourceList", sources, "source", \.id)
        visit("destinationList", destinations, "destination", \.id)
    }
}
