// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// Tells the code schemes: structure, alphabet, check and an example, from the scheme registry.
package struct SchemeTeller {
    let words: StandardWords

    package init(_ words: StandardWords) {
        self.words = words
    }

    /// The list of every scheme.
    package var document: StandardDocument {
        var document = StandardDocument(title: words["std-codes-title"], lead: words["std-codes-lead"])
        document.links = [
            StandardDocument.Link(words["std-codes-json"], StandardAddress.codes + ".json", isFile: true),
            StandardDocument.Link(words["std-all"], StandardAddress.index),
        ]
        let national = CodeSchemeRegistry.formats.map(\.scheme.id)
        document.sections = [
            StandardDocument.Section("gs1", words["std-codes-gs1"], [.entries(["gtin", "sscc"].map(entry))]),
            StandardDocument.Section(
                "national",
                words["std-codes-national"],
                [.entries(national.map(entry))]
            ),
            StandardDocument.Section("forms", words["std-codes-forms"], [.text(words["std-s4-forms"])]),
        ]
        return document
    }

    /// One scheme.
    package func entry(_ id: String) -> StandardDocument.Entry {
        guard let format = CodeSchemeRegistry.format(id) else {
            return StandardDocument.Entry(
                words.scheme(id),
                code: id,
                details: [words["scheme-\(id)-standard"]],
                notes: [
                    words["scheme-\(id)-text"],
                    example(ExampleCode.code(id, seed: id, number: 1, level: .lot)),
                ]
            )
        }
        let structures = format.parts.map { parts in parts.map(part).joined(separator: " + ") }
        let checks = format.conditions.map { condition in
            let range = condition.characters.map { characters in
                words(
                    "code-check-range",
                    ["from": "\(characters.lowerBound)", "to": "\(characters.upperBound)"]
                )
            }
            return words["code-check-" + condition.name] + (range ?? "")
        }
        return StandardDocument.Entry(
            words.scheme(id),
            code: id,
            details: [
                format.basis.map { words("std-basis", ["basis": $0]) } ?? "",
                format.isPersonal ? words["std-personal-code"] : "",
            ],
            notes: [
                words("std-structure", ["structure": words.any(structures)]),
                checks.isEmpty ? "" : words("std-checks", ["checks": checks.joined(separator: "; ")]),
                format.isPersonal ? "" : example(format.canonicalExample(12_345_678)),
            ]
        )
    }

    private func example(_ canonical: String) -> String {
        let plain = CanonicalCode.identify(canonical).plainText
        return words(
            plain == canonical ? "std-code-example" : "std-code-example-two",
            ["code": plain, "canonical": canonical]
        )
    }

    private func part(_ part: CodeFormat.Part) -> String {
        let (low, high) = (part.lengths.lowerBound, part.lengths.upperBound)
        guard let name = part.name else { return "“\(part.characters)”" }
        let length = low == high ? "\(low)" : "\(low)–\(high)"
        return words(
            "std-code-part",
            ["name": words["code-part-" + name], "length": length, "alphabet": alphabet(part.characters)]
        )
    }

    private func alphabet(_ characters: String) -> String {
        switch characters {
        case "": return words["alphabet-any"]
        case "0123456789": return words["alphabet-digits"]
        case String(decoding: Base31.alphabet, as: UTF8.self): return words["alphabet-base31"]
        default:
            let count = characters.unicodeScalars.count
            if count == 36 { return words["alphabet-upper"] }
            if count == 62 { return words["alphabet-letters"] }
            return words("alphabet-of", ["characters": words.all(Self.runs(of: characters))])
        }
    }

    /// `0–9`, `A–H`, `K`: characters that follow one another as their first and last.
    private static func runs(of characters: String) -> [String] {
        var runs: [ClosedRange<UInt32>] = []
        for scalar in characters.unicodeScalars {
            if let last = runs.last, last.upperBound + 1 == scalar.value {
                runs[runs.count - 1] = last.lowerBound...scalar.value
            } else {
                runs.append(scalar.value...scalar.value)
            }
        }
        return runs.flatMap { run in
            let ends = [run.lowerBound, run.upperBound].compactMap(Unicode.Scalar.init).map(String.init)
            return run.count > 2 ? [ends.joined(separator: "–")] : Array(ends.prefix(run.count))
        }
    }
}
