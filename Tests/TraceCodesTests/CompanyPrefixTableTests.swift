// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes

@Suite("Company prefixes")
struct CompanyPrefixTableTests {
    @Test("The longest entry decides")
    func longest() {
        let table = CompanyPrefixTable([("690", 8), ("6901234", 7), ("69", 9)])
        #expect(table.length(of: "6901234123456") == 7)
        #expect(table.length(of: "6905555123457") == 8)
        #expect(table.length(of: "6955555123457") == 9)
        #expect(table.length(of: "4012345123456") == nil)
        #expect(CompanyPrefixTable.empty.length(of: "690") == nil)
    }

    @Test("Lines are read, and a wrong one is named by its place")
    func lines() throws {
        let table = try CompanyPrefixTable(lines: "# China\n690 8\n\n 6901234\t7 \n")
        #expect(table.length(of: "6901234123456") == 7)
        #expect(throws: CodeError(.companyPrefixLength(found: 5), offset: 6)) {
            try CompanyPrefixTable(lines: "690 8\n401 5")
        }
        #expect(throws: CodeError(.malformed(.prefixLine), offset: 0)) {
            try CompanyPrefixTable(lines: "x 8")
        }
    }

    @Test("Without the prefix's length there is no URN, and the error says so")
    func unknown() throws {
        let code = CanonicalCode.identify("https://id.gs1.org/01/06901234123456/21/A1")
        #expect(throws: CodeError(.companyPrefixUnknown(digits: "690123412345"), identifier: "sgtin")) {
            try code.urn(companyPrefixes: .empty)
        }
        #expect(throws: CodeError(.companyPrefixLength(found: 13), identifier: "sgtin")) {
            try code.urn(companyPrefixes: CompanyPrefixTable(everyLength: 13))
        }
        let model = CanonicalCode.identify("https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2K")
        #expect(throws: CodeError(.noURN, identifier: "gmn")) {
            try model.urn(companyPrefixes: CompanyPrefixTable(everyLength: 7))
        }
        let opaque = CanonicalCode.identify("urn:uuid:1")
        #expect(try opaque.urn(companyPrefixes: .empty) == "urn:uuid:1")
    }

    @Test("A GTIN-8 has the prefix of five zeros and three digits")
    func gtin8() throws {
        let code = try CodeReader.read("97803119")
        #expect(try code.urn(companyPrefixes: .empty) == "urn:epc:idpat:sgtin:00000978.00311.*")
    }
}
