// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

@testable import TraceCodes

@Suite("National codes")
struct NationalCodeTests {
    /// Examples of DOMAIN.md §B; those that are nobody's are made up.
    static let valid: [(scheme: String, code: String)] = [
        ("uscc", "91330100799655058B"), ("uscc", "9144030071526726XG"), ("uscc", "914403001922038216"),
        ("uscc", "91110000600037341L"), ("uscc", "91460100MA5T00002P"), ("uscc", "93469005MA5T12345Q"),
        ("uscc", "N2469006MF0000005R"), ("organisation-code", "799655058"),
        ("organisation-code", "71526726X"),
        ("organisation-code", "192203821"), ("organisation-code", "600037341"),
        ("resident-id", "11010519491231002X"), ("resident-id", "460025198001010016"),
        ("resident-id", "460105199003070025"), ("jy-licence", "JY15308250014109"),
        ("sc-licence", "SC10146010500015"), ("sc-licence", "SC11546010600125"),
        ("sc-licence", "SC10446900200076"),
        ("drug-20", "81234567890123456789"), ("veterinary-24", "201803150012312345678901"),
        ("pesticide-32", "12008001001123456789012345678901"), ("seed-unit", "A1b2C3"),
        ("ear-tag", "146900612345678"), ("detonator", "0151231A12345"), ("detonator", "0151231A12345-2025"),
        ("detonator-uid", "F01234567890123"), ("organic-label", "12326123456789012"),
        ("vehicle-plate", "琼A12345"), ("vehicle-plate", "琼AD12345"), ("drug-approval", "国药准字H20051234"),
        ("drug-approval", "国药准字HJ20210001"), ("drug-approval", "H20150123"),
        ("pesticide-registration", "PD20080005"),
        ("pesticide-registration", "PD86101-12"), ("pesticide-business-licence", "农药经许（琼）46000010001"),
        ("veterinary-approval", "兽药字210011234"), ("fertiliser-registration", "琼农肥（2020）准字0001号"),
        ("feed-licence", "琼饲证（2021）01001"), ("seed-licence", "B(琼)农种许字(2019)第0001号"),
        ("equipment-code", "311010201202312345"), ("equipment-code", "31101020120231234"),
        ("use-registration", "梯11琼A00001(24)"), ("cylinder-registration", "3460A1A00001"),
        ("equipment-maker-licence", "TS2210890-2015"), ("fireworks-licence", "(琼A)PF〔2021〕001"),
        ("quarantine-certificate", "4600123456"), ("oid", "1.2.156.326.1"), ("handle", "88.100.1/ABC-1"),
    ]

    static let invalid: [(scheme: String, code: String)] = [
        ("uscc", "91460100MA5T00002Q"), ("uscc", "91460100MA5T0000"), ("uscc", "91460100MA5TO0002P"),
        ("resident-id", "460025198013010016"), ("drug-20", "91234567890123456789"),
        ("veterinary-24", "201413150012312345678901"), ("veterinary-24", "201403150012312345678901"),
        ("pesticide-32", "42008001001123456789012345678901"), ("ear-tag", "446900612345678"),
        ("detonator", "0051231A12345"), ("detonator", "0151331A12345"), ("detonator", "0151231c12345"),
        ("vehicle-plate", "琼I1234"), ("drug-approval", "国药准字Q20051234"), ("oid", "1.2.157.3"),
        ("seed-unit", "A_1"), ("equipment-maker-licence", "TS221089-2015"),
    ]

    @Test("A valid code is read, and found again by its canonical form and its path", arguments: valid)
    func reads(scheme: String, code: String) throws {
        let read = try CodeReader.read(code, as: scheme)
        #expect(read.scheme.id == scheme)
        #expect(CanonicalCode.identify(read.canonical) == read)
        #expect(try CanonicalCode.validate(read.canonical) == read)
        #expect(try CodeReader.read(read.path) == read)
        #expect(try CodeReader.read(read.canonical) == read)
    }

    @Test("A wrong code is refused", arguments: invalid)
    func refuses(scheme: String, code: String) {
        #expect(throws: CodeError.self) { try CodeReader.read(code, as: scheme) }
    }

    @Test(
        "Every single wrong character is found",
        arguments: [
            ("uscc", "91460100MA5T00002P"), ("uscc", "N2469006MF0000005R"), ("hn", "HN0000112345678"),
            ("sc-licence", "SC11546010600125"), ("jy-licence", "JY15308250014109"),
            ("resident-id", "11010519491231002X"),
        ]
    )
    func singleErrors(scheme: String, code: String) throws {
        var code = Array(code.utf8)
        if scheme == "hn" { code.append(CheckDigit.creditCode(code)) }
        _ = try CodeReader.read(String(decoding: code, as: UTF8.self), as: scheme)
        for index in code.indices {
            for byte in Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8) where byte != code[index] {
                var wrong = code
                wrong[index] = byte
                #expect(throws: CodeError.self) {
                    try CodeReader.read(String(decoding: wrong, as: UTF8.self), as: scheme)
                }
            }
        }
    }

    @Test(
        "A code typed without prefix is recognised",
        arguments: [
            ("91460100MA5T00002P", "uscc"), ("93469005ma5t12345q", "uscc"),
            ("SC10146010500015", "sc-licence"),
            ("81234567890123456789", "drug-20"), ("琼A12345", "vehicle-plate"), ("6901028075831", "gtin"),
            ("106141412345678908", "sscc"), ("914403001922038216", "uscc"),
        ]
    )
    func bare(code: String, scheme: String) throws {
        #expect(try CodeReader.read(code).scheme.id == scheme)
    }

    @Test("Our own code is read in groups, in small letters and in full width")
    func ownCode() throws {
        var bytes = Array("HN0A1B2C3D4E5F6".utf8)
        bytes.append(CheckDigit.creditCode(bytes))
        let code = String(decoding: bytes, as: UTF8.self)
        let groups = stride(from: 0, to: 16, by: 4).map { String(code.dropFirst($0).prefix(4)) }
        for text in [code, code.lowercased(), groups.joined(separator: " "), groups.joined(separator: "-")] {
            #expect(try CodeReader.read(text).canonical == "urn:qiongsu:hn:\(code)")
        }
    }

    @Test("A resident's number is never recognised by itself and never told")
    func personal() {
        #expect((try? CodeReader.read("11010519491231002X"))?.scheme.id != "resident-id")
        do {
            _ = try CodeReader.read("110105194912310021", as: "resident-id")
            Issue.record("a wrong number passed")
        } catch {
            #expect(!"\(error)".contains("1101051949"))
        }
    }

    @Test("Every scheme has names in both languages and a structure that can be read")
    func names() {
        #expect(CodeSchemeRegistry.formats.count >= 30)
        for format in CodeSchemeRegistry.formats {
            #expect(!format.names.zh.isEmpty && !format.names.en.isEmpty && !format.alternatives.isEmpty)
        }
    }
}
