// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension ElementString {
    /// Checks that the elements go together, as GS1 General Specifications section 4 demands.
    ///
    /// - Throws: `excludedElement`, `missingElement`, `differentRepeat` or `serialMissing`, with the
    ///   identifier concerned.
    package func checkAssociations() throws(CodeError) {
        try checkExclusions()
        try checkRequirements()
        try checkRepeats()
        try checkSignedKeys()
    }

    /// No two elements stand together that exclude each other.
    package func checkExclusions() throws(CodeError) {
        for element in elements {
            for pattern in element.identifier.exclusions {
                if let other = first(pattern, besides: element.identifier.digits) {
                    throw CodeError(.excludedElement(by: other), identifier: element.identifier.digits)
                }
            }
        }
    }

    /// Every element has those beside it that it needs.
    package func checkRequirements() throws(CodeError) {
        for element in elements {
            let digits = element.identifier.digits
            for groups in element.identifier.requirements {
                let isMet = groups.contains { group in
                    group.allSatisfy { first($0, besides: digits) != nil }
                }
                guard !isMet else { continue }
                let needs = groups.map { $0.joined(separator: "+") }.joined(separator: ", ")
                throw CodeError(.missingElement(needs: needs), identifier: digits)
            }
        }
    }

    /// Repeated elements, as they come from several barcodes on one thing, have the same value.
    package func checkRepeats() throws(CodeError) {
        var values: [String: String] = [:]
        for element in elements {
            let digits = element.identifier.digits
            if values.updateValue(element.value, forKey: digits).map({ $0 != element.value }) == true {
                throw CodeError(.differentRepeat, identifier: digits)
            }
        }
    }

    /// A key beside a digital signature (8030) has its serial number.
    package func checkSignedKeys() throws(CodeError) {
        guard self["8030"] != nil else { return }
        for digits in ["253", "255", "8003"] {
            guard let element = elements.first(where: { $0.identifier.digits == digits }) else { continue }
            if element.value.utf8.count == element.identifier.length.lowerBound {
                throw CodeError(.serialMissing, identifier: digits)
            }
        }
    }

    private func first(_ pattern: String, besides digits: String) -> String? {
        elements.first {
            $0.identifier.digits != digits
                && ApplicationIdentifier.pattern(pattern, matches: $0.identifier.digits)
        }?.identifier.digits
    }
}
