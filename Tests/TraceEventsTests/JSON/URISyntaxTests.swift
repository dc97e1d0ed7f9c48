// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceEvents

/// What counts as a URI: the cases at the edges of the grammar.
@Suite struct URISyntaxTests {
    private func isAccepted(_ uri: String) -> Bool {
        let escaped = uri.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return EPCISJSON.check(SampleJSON.event(adding: #""eventID":"\#(escaped)""#)).isValid
    }

    @Test(arguments: [
        "urn:uuid:1", "a:", "a+b-c.1:x", "http://h", "http://h/", "http://h:80/p", "http://h:/p",
        "http://u:p@h/",
        "http://[::1]/", "http://[v1.a:b]/", "a:/b", "a:/", "http:///p", "a:b?c?d/e", "a:b#c/d?e", "a:%41%ff",
        "ni:///sha-256;df?ver=CBV2.0", "http://h//a//b", "a:b@c:d", "a:!$&'()*+,;=",
    ]) func `A URI with a scheme is accepted`(uri: String) {
        #expect(isAccepted(uri))
    }

    @Test(arguments: [
        "", "x", ":a", "1a:b", "a_b:c", "/a/b", "//h/p", "a b:c", "a:b c", "a:%4", "a:%zz", "a:b#c#d",
        "a:[b]",
        "http://[::1", "http://[]/", "http://[x]/", "http://h:8a/", "http://a[b]/", "http://u@v@h/", "a:\\b",
        "a:\"b\"", "a:<b>", "a:b^", "a:ü", "http://h/海南", "a:b|c", "a:{b}", "a:b`",
    ]) func `Anything else is refused`(uri: String) {
        #expect(!isAccepted(uri))
    }
}
