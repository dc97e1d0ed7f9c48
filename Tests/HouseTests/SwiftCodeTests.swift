// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

/// What the other tests of this folder find depends on this reading of Swift.
@Suite("Reading Swift")
struct SwiftCodeTests {
    @Test(
        "Comments and the words of strings are blanked, the rest stays",
        arguments: [
            ("a // b!", "a      "), ("a /* b /* c */ d */ e", "a                   e"),
            (#""b!" + c"#, #""  " + c"#),
            (#""\(b!) c!""#, #""\(b!)   ""#), (#""\(f("x)", y)) z""#, #""\(f("  ", y))  ""#),
            (##"#"a"b"# + c"##, ##"#"   "# + c"##), (#""\"a" + b"#, #""   " + b"#),
            ("\"\"\"\n  a \"b\"\n  \"\"\" + c", "\"\"\"\n       \n  \"\"\" + c"), ("a / b * c", "a / b * c"),
        ]
    )
    func blanking(text: String, code: String) {
        #expect(SwiftCode(text).lines.joined(separator: "\n") == code)
    }
}
