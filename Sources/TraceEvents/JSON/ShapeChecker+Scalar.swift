// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension ShapeChecker {
    /// Checks a value that has no parts.
    mutating func checkScalar(_ value: JSONValue, _ shape: Shape) {
        switch shape {
        case .text: expect(value, value.kind == .string, "a string")
        case .uri:
            expectText(value, "a URI, as in https://id.gs1.org/01/06901234567892") { URISyntax.isURI($0) }
        case .dateTime:
            expectText(
                value,
                "a date and time with zone, as in 2026-02-03T04:05:06.789+08:00",
                Lexical.isDateTimeStamp
            )
        case .number: expect(value, value.kind == .number, "a number")
        case .boolean: expect(value, value.kind == .boolean, "true or false")
        case .hexBinary: expectText(value, "hexadecimal digits", TextForm.isHexBinary)
        case .unit:
            expectText(value, "a unit of two or three capitals or digits, as in KGM", TextForm.isUnit)
        case .timeZoneOffset:
            expectText(value, "an offset from -14:00 to +14:00, as in +08:00", TextForm.isTimeZoneOffset)
        case .version: expectText(value, "a version, as in 2.0", TextForm.isVersion)
        case .action:
            expect(value, value.string.flatMap(Action.init(rawValue:)) != nil, "ADD, OBSERVE or DELETE")
        case .word(let vocabulary): checkWord(value, vocabulary)
        case .constant(let text): expect(value, value.string == text, "\"\(text)\"")
        case .attributeValue:
            let isAllowed = value.kind == .string || value.kind == .number || value.kind == .object
            expect(value, isAllowed, "a string, a number or an object")
        case .anything, .context, .list, .oneOrList, .object, .event: break
        }
    }

    private mutating func checkWord(_ value: JSONValue, _ vocabulary: CBV) {
        guard value.kind == .string, let text = value.string else {
            expect(value, false, "a word of the standard or a URI of one's own")
            return
        }
        if vocabulary.words.contains(text) { return }
        let isURI = value.withText({ URISyntax.isURI($0) })
        if isURI, !value.withText({ vocabulary.reserves($0) }) { return }
        let word = vocabulary.bareWord(text)
        if word != text {
            refuse(value, "in JSON the standard value is written \"\(word)\", not \"\(text)\"")
        } else if isURI {
            refuse(value, "\"\(text)\" is not in the standard, and its namespace is the standard's own")
        } else {
            refuse(value, "\"\(text)\" is no word of the standard's list; a value of one's own is a URI")
        }
    }

    private mutating func expectText(_ value: JSONValue, _ what: String, _ test: (TextForm.Bytes) -> Bool) {
        if value.kind == .string, value.withText(test) { return }
        expect(value, false, what)
    }

    private mutating func expect(_ value: JSONValue, _ isFine: Bool, _ what: @autoclosure () -> String) {
        if isFine { return }
        let shown = value.kind == .string ? "\"\(value.string?.prefix(100) ?? "")\"" : value.kind.described
        refuse(value, "expected \(what()), found \(shown)")
    }
}
