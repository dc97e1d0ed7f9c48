// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

@testable import TraceCodes

/// The vectors of the fact book, §B; those of people and firms are public or made up.
@Suite("Vectors of the fact book")
struct FactBookVectorTests {
    static let creditCodes = [
        "91330100799655058B", "9144030071526726XG", "914403001922038216", "91110000600037341L",
        "91460100MA5T00002P", "93469005MA5T12345Q", "N2469006MF0000005R",
    ]

    @Test("A credit code is right, in small letters and full width too", arguments: creditCodes)
    func creditCode(code: String) throws {
        let canonical = "urn:qiongsu:uscc:" + code
        #expect(try CodeReader.read(code, as: "uscc").canonical == canonical)
        #expect(try CodeReader.read(code.lowercased(), as: "uscc").canonical == canonical)
        let wide = String(
            String.UnicodeScalarView(
                code.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }
            )
        )
        #expect(try CodeReader.read(wide, as: "uscc").canonical == canonical)
    }

    @Test("Any one character of a credit code changed makes it wrong", arguments: creditCodes)
    func creditCodeChanged(code: String) {
        expectEveryChangeIsFound(code, as: "uscc", by: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    }

    @Test("A letter that looks like a digit is not put right by itself", arguments: creditCodes)
    func noCorrection(code: String) {
        for (digit, letter) in [("0", "O"), ("1", "I"), ("2", "Z"), ("5", "S")] {
            guard code.contains(digit) else { continue }
            let changed = code.replacing(digit, with: letter, maxReplacements: 1)
            #expect(throws: CodeError.self) { try CodeReader.read(changed, as: "uscc") }
        }
    }

    @Test(
        "A credit code with a wrong organisation code is wrong, whatever its own check says",
        arguments: creditCodes
    )
    func organisationInside(code: String) {
        var bytes = Array(code.utf8)
        let right = bytes[16]
        for byte in Base31.alphabet where byte != right {
            bytes[16] = byte
            bytes[17] = CheckDigit.creditCode(bytes[..<17])
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(throws: CodeError.self) { try CodeReader.read(text, as: "uscc") }
        }
    }

    @Test(
        "An organisation code ends in its check character",
        arguments: [("79965505", "8"), ("71526726", "X"), ("19220382", "1"), ("60003734", "1")]
    )
    func organisation(body: String, check: String) throws {
        #expect(String(decoding: [CheckDigit.organisation(Array(body.utf8))], as: UTF8.self) == check)
        _ = try CodeReader.read(body + check, as: "organisation-code")
        expectEveryChangeIsFound(body + check, as: "organisation-code", by: "0123456789")
    }

    @Test(
        "A resident's number is right, and with any one digit changed wrong",
        arguments: ["11010519491231002X", "460025198001010016", "460105199003070025"]
    )
    func resident(code: String) throws {
        _ = try CodeReader.read(code, as: "resident-id")
        expectEveryChangeIsFound(code, as: "resident-id", by: "0123456789X")
    }

    @Test("A resident's number has a real date", arguments: ["19800230", "19801301", "19800100", "19000229"])
    func residentDate(birth: String) {
        let body = "460025" + birth + "001"
        let check = String(decoding: [CheckDigit.resident(Array(body.utf8))], as: UTF8.self)
        #expect(throws: CodeError.self) { try CodeReader.read(body + check, as: "resident-id") }
    }

    @Test(
        "A food licence is right, and with any one digit changed wrong",
        arguments: [
            ("jy-licence", "JY15308250014109"), ("sc-licence", "SC10146010500015"),
            ("sc-licence", "SC11546010600125"), ("sc-licence", "SC10446900200076"),
        ]
    )
    func foodLicence(scheme: String, code: String) throws {
        #expect(try CodeReader.read(code).scheme.id == scheme)
        expectEveryChangeIsFound(code, as: scheme, by: "0123456789")
    }

    @Test(
        "A GS1 number is right, and with any one digit changed wrong",
        arguments: [
            ("01", "06901028075831"), ("01", "16901028075838"), ("00", "106141412345678908"),
            ("414", "0614141000012"),
        ]
    )
    func gs1(key: String, number: String) throws {
        let link = "https://id.gs1.org/\(key)/"
        #expect(try CanonicalCode.validate(link + number).canonical == link + number)
        let digits = Array(number)
        for place in digits.indices {
            for digit in "0123456789" where digit != digits[place] {
                var wrong = digits
                wrong[place] = digit
                #expect(throws: CodeError.self) { try CanonicalCode.validate(link + String(wrong)) }
            }
        }
    }

    @Test("A GTIN of 13 digits is the same as with a leading zero")
    func gtin13() throws {
        #expect(try CodeReader.read("6901028075831") == CodeReader.read("06901028075831"))
        #expect(try CodeReader.read("6901028075831").canonical == "https://id.gs1.org/01/06901028075831")
    }

    @Test(
        "Numbers without public check are told by their structure",
        arguments: [
            (
                "drug-20", ["81234567890123456789", "89123456789012345678"],
                ["8123456789012345678", "71234567890123456789"]
            ),
            (
                "veterinary-24", ["202001010012312345678901"],
                ["202002300012312345678901", "201412310012312345678901"]
            ),
            (
                "pesticide-32", ["12008001001123456789012345678901", "32008001301123456789012345678901"],
                ["12008004001123456789012345678901", "1200800100112345678901234567890"]
            ),
            ("seed-unit", ["A", "A1b2C3d4E5F6G7H8J9K0"], ["A1b2C3d4E5F6G7H8J9K01", "A_1"]),
            (
                "ear-tag", ["146900612345678", "246900612345678", "346900612345678"],
                ["046900612345678", "14690061234567"]
            ),
            (
                "detonator",
                [
                    "0151231A12345", "9950101y12345",
                    "0151231012345",
                ], ["0151231c12345", "0151231o12345", "0150031A12345", "0151200A12345"]
            ),
            ("organic-label", ["12326123456789012"], ["1232612345678901", "1232612345678901A"]),
            (
                "vehicle-plate",
                ["琼A12345", "琼B12345", "琼C12345", "琼D12345", "琼E12345", "琼F12345", "琼AD12345", "琼A12345D"],
                ["琼A1234", "琼A1O345", "X12345"]
            ),
            (
                "drug-approval",
                [
                    "国药准字H10950001", "国药准字Z20050001", "国药准字S20050001", "国药准字B20050001", "国药准字T20050001",
                    "国药准字F20050001", "国药准字J20050001", "国药准字HC20200001", "国药准字ZJ20200001", "H20150123",
                    "HC20150001",
                ], ["国药准字H2005123", "国药准字BC20200001", "国药H20051234"]
            ),
            (
                "pesticide-registration",
                [
                    "PD20080005", "WP20080005", "LS20080005", "WL20080005", "PD84101", "PD86101-12",
                    "PD20080005F080001", "EX20080005",
                ], ["20080005", "PD"]
            ),
            (
                "veterinary-approval",
                ["兽药字210011234", "兽药添字210011234", "兽药生字210011234", "兽药原字210011234", "兽药字（2015）210011234"],
                ["药字210011234"]
            ),
            ("fertiliser-registration", ["农肥（2018）准字0001号", "琼农肥（2020）准字0001号"], ["准字0001号"]),
            ("feed-licence", ["琼饲证（2021）01001", "琼饲预（2021）01001", "琼饲添（2021）T01001"], ["饲证（2021）01001"]),
            (
                "seed-licence", ["A(农)农种许字(2019)第0001号", "B(琼)农种许字(2019)第0001号", "D（琼海）农种许字（2020）第0012号"],
                ["H(琼)农种许字(2019)第0001号"]
            ),
            (
                "equipment-code", ["311010201202312345", "31101020120231234", "3110102012023A0000"],
                ["3110102012023123", "3110102012023123456"]
            ),
            ("use-registration", ["梯11琼A00001(24)", "瓶10琼B00002(21)"], ["梯11琼A00001", "车11琼A00001(24)"]),
            ("cylinder-registration", ["346ABC000001", "346ABCA00001"], ["746ABC000001", "346ABC00001"]),
            ("equipment-maker-licence", ["TS2210890-2015"], ["TS221089-2015", "TS2210890"]),
            ("fireworks-licence", ["(琼01)PF〔2021〕001", "(琼01)LS〔2021〕001"], ["PF〔2021〕001"]),
            ("oid", ["1.2.156.326.1"], ["1.2.840.1"]),
            ("handle", ["88.100.1/ABC-1"], ["86.100.1/ABC-1", "88.100.1"]),
        ] as [(String, [String], [String])]
    )
    func structures(scheme: String, right: [String], wrong: [String]) throws {
        for code in right {
            let read = try? CodeReader.read(code, as: scheme)
            #expect(read?.scheme.id == scheme, "\(code)")
        }
        for code in wrong {
            #expect(throws: CodeError.self, "\(code)") { try CodeReader.read(code, as: scheme) }
        }
    }

    private func expectEveryChangeIsFound(_ code: String, as scheme: String, by alphabet: String) {
        let right = Array(code)
        for place in right.indices {
            for character in alphabet where character != right[place] {
                var wrong = right
                wrong[place] = character
                #expect(throws: CodeError.self) { try CodeReader.read(String(wrong), as: scheme) }
            }
        }
    }
}
