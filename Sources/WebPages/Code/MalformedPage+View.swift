// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// The page that says what is wrong with a code.
struct MalformedPage: Sendable {
    let error: CodeError
    let code: MarkedCode

    init(_ error: CodeError, typed: String) {
        self.error = error
        code = MarkedCode(error, in: typed)
    }

    /// The values of the template `malformed`.
    func context(_ shell: PageShell) -> PageValues {
        let phrases = shell.phrases
        return shell.context(
            title: phrases["malformed.title"],
            [
                "reason": Self.sentence(error, phrases),
                "hasCode": !code.typed.isEmpty,
                "before": code.before, "wrong": code.wrong.isEmpty ? false : code.wrong, "after": code.after,
                "right": code.right ?? false,
                "isCheckDigit": error.code == .checkDigit,
            ]
        )
    }

    /// What is wrong and what would be right, in one sentence.
    static func sentence(_ error: CodeError, _ phrases: Phrases) -> String {
        let subject = error.identifier.flatMap {
            phrases.text("identifier.\($0)") ?? phrases.name(ofScheme: $0)
        }
        let text = sentence(error.fault, phrases)
        return subject.map { phrases("fault.of", ["subject": $0, "fault": text]) } ?? text
    }

    private static func sentence(_ fault: CodeError.Fault, _ phrases: Phrases) -> String {
        let key = "fault.\(fault.code.rawValue)"
        switch fault {
        case .tooLong(let limit): return phrases(key, ["limit": String(limit)])
        case .unknownIdentifier(let found), .unknownScheme(let found): return phrases(key, ["found": found])
        case .structure: return phrases["form.structure"]
        case .malformed(let form): return phrases["form.\(form.rawValue)"]
        case .length(let found, let allowed):
            return allowed.count == 1
                ? phrases("fault.length", ["found": String(found), "allowed": String(allowed.lowerBound)])
                : phrases(
                    "fault.length.range",
                    [
                        "found": String(found), "least": String(allowed.lowerBound),
                        "most": String(allowed.upperBound),
                    ]
                )
        case .character(let position, let found, let allowed):
            return phrases(
                key,
                ["n": String(position), "found": found, "allowed": phrases["alphabet.\(allowed.rawValue)"]]
            )
        case .unescaped(let position, let found, let expected):
            return phrases(key, ["n": String(position), "found": found, "expected": expected])
        case .checkDigit(let position, let found, let expected):
            return phrases(
                key,
                ["n": String(position), "found": String(found), "expected": String(expected)]
            )
        case .checkPair(let found, let expected): return phrases(key, ["found": found, "expected": expected])
        case .content(_, _, let found): return phrases(key, ["found": found])
        case .companyPrefixUnknown(let digits): return phrases(key, ["found": digits])
        case .companyPrefixLength(let found): return phrases(key, ["found": String(found)])
        case .companyPrefixMismatch(let found, let expected):
            return phrases(key, ["found": String(found), "expected": String(expected)])
        case .missingElement(let needs): return phrases(key, ["needs": needs])
        case .excludedElement(let other): return phrases(key, ["other": other])
        case .qualifierOrder(let allowed): return phrases(key, ["allowed": allowed])
        case .empty, .unrecognised, .differentRepeat, .repeated, .serialMissing, .noKey, .notAttribute,
            .belongsInPath, .noURN:
            return phrases[key]
        }
    }
}
