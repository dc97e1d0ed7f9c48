// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes

@testable import WebPages

@Suite("Marked code")
struct MarkedCodeTests {
    /// What reading a text as a person typed it says is wrong.
    private func marked(_ typed: String) throws -> MarkedCode {
        do {
            _ = try CodeReader.read(typed)
        } catch {
            return MarkedCode(error, in: typed)
        }
        throw NoFault()
    }

    private struct NoFault: Error {}

    @Test(
        "The wrong check digit is marked wherever the code stands",
        arguments: [
            ("6901234123457", "690123412345", "7", "6", ""),
            (" 6901234123457 ", "690123412345", "7", "6", ""),
            ("690 1234 12345-7", "690123412345", "7", "6", ""),
            ("６９０１２３４１２３４５７", "690123412345", "7", "6", ""),
            ("/01/06901234123457/10/A1", "/01/0690123412345", "7", "6", "/10/A1"),
            ("(01)06901234123457(10)A1", "(01)0690123412345", "7", "6", "(10)A1"),
            ("https://id.gs1.org/01/06901234123457", "https://id.gs1.org/01/0690123412345", "7", "6", ""),
        ]
    )
    func checkDigit(typed: String, before: String, wrong: String, right: String, after: String) throws {
        let code = try marked(typed)
        #expect(code.before == before)
        #expect(code.wrong == wrong)
        #expect(code.right == right)
        #expect(code.after == after)
        #expect(code.corrected == before + right + after)
    }

    @Test("Where no place is known the whole code is shown, cut if it is long")
    func unmarked() {
        let short = MarkedCode(CodeError(.unrecognised), in: "hello")
        #expect(short.typed == "hello")
        #expect(short.corrected == nil)
        let long = MarkedCode(CodeError(.unrecognised), in: String(repeating: "x", count: 5_000))
        #expect(long.typed.count == 201)
    }

    @Test("An offset that does not fit the text marks nothing", arguments: [-3, 4, 12, 13, 400])
    func misfit(offset: Int) {
        let error = CodeError(
            .checkDigit(position: 13, found: "6", expected: "7"),
            identifier: "01",
            offset: offset
        )
        let code = MarkedCode(error, in: "6901234123451")
        #expect(code.wrong.isEmpty)
        #expect(code.typed == "6901234123451")
    }
}
