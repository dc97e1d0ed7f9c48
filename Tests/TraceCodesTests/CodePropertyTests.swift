// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceTesting

@Suite("Codes of random parts")
struct CodePropertyTests {
    private static let alphabet = Array(
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".utf8
    )

    private static func digits(_ count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }

    /// Free text with reserved characters, percent-encoded as a URN writes it; never the lone `0` that means
    /// "no extension" in an SGLN.
    private static func text(_ lengths: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
        let count = Int.random(in: lengths, using: &random)
        let bytes = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
        return PercentEncoding.escape(bytes == [48] ? [49] : bytes, .urn)
    }

    /// A random URN of a scheme that has a Digital Link, and its company prefix's length.
    private static func urn(_ scheme: EPCScheme, _ random: inout SeededGenerator) -> (String, Int) {
        let length = Int.random(in: 6...12, using: &random)
        // Five zeros at the front would be a GTIN-8.
        let company = "6" + digits(length - 1, &random)
        func reference(_ total: Int) -> String { company + "." + digits(total - length, &random) }
        let body =
            switch scheme {
            case .sgtin, .lgtin: reference(13) + "." + text(1...20, &random)
            case .upui: reference(13) + "." + text(1...28, &random)
            case .itip: reference(13) + ".01.02." + text(1...20, &random)
            case .sscc, .gsrn, .gsrnp: reference(17)
            case .sgln: reference(12) + "." + text(1...20, &random)
            case .pgln: reference(12)
            case .grai: reference(12) + "." + text(1...16, &random)
            case .gdti: reference(12) + "." + text(1...17, &random)
            case .sgcn: reference(12) + "." + digits(Int.random(in: 1...12, using: &random), &random)
            case .gsin: reference(16)
            case .cpi: company + ".A-%23%2F" + digits(3, &random) + ".7"
            default: company + "." + text(1...(30 - length), &random)
            }
        let kind = scheme == .lgtin ? "class" : "id"
        return ("urn:epc:\(kind):\(scheme.rawValue):\(body)", length)
    }

    @Test(
        "URN to Digital Link to URN gives the URN back, whatever domain and escapes lie between",
        arguments: EPCScheme.allCases.filter { $0.key != nil }
    )
    func roundTrip(scheme: EPCScheme) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let (urn, length) = Self.urn(scheme, &random)
            let note: Comment = "seed \(seed): \(urn)"
            let code = try CanonicalCode.validate(urn)
            let link = try #require(code.digitalLink, note)
            #expect(try code.urn(companyPrefixes: CompanyPrefixTable(everyLength: length)) == urn, note)
            #expect(CanonicalCode.canonical(link) == link, note)
            #expect(try CanonicalCode.validate(link) == code, note)
            let elements = try ElementString(bracketed: #require(code.elementString, note))
            let other = try DigitalLink(stem: "http://shop.example/a", elements: elements).uri
            #expect(CanonicalCode.canonical(other) == link, note)
            #expect(CanonicalCode.canonical(try DigitalLink(other).uri) == link, note)
            #expect(try CodeReader.read(code.path) == code, note)
            #expect(try CodePattern(urn).matches(canonical: link), note)
            let split = CanonicalCode.split(link)
            #expect((0...link.utf8.count).contains(split), note)
        }
    }

    @Test(
        "One changed digit of a key is caught by the check digit",
        arguments: ["00", "01", "402", "414", "8017"]
    )
    func mutation(identifier: String) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let rule = try #require(ApplicationIdentifierTable.standard[identifier])
        for _ in 0..<100 {
            var bytes = Array(Self.digits(rule.length.upperBound - 1, &random).utf8)
            bytes.append(CheckDigit.gs1(bytes))
            try rule.check(String(decoding: bytes, as: UTF8.self))
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = 48 + (bytes[place] - 48 + UInt8.random(in: 1...9, using: &random)) % 10
            let wrong = String(decoding: bytes, as: UTF8.self)
            let error = #expect(throws: CodeError.self, "seed \(seed): \(wrong)") { try rule.check(wrong) }
            #expect(error?.code == .checkDigit, "seed \(seed): \(wrong)")
        }
    }

    @Test(
        "The quick look at check digits passes no wrong one, and nearly every right one",
        arguments: EPCScheme.allCases.filter { $0.key != nil }
    )
    func quickLook(scheme: EPCScheme) throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let hasCheckDigit = ![.giai, .ginc, .cpi].contains(scheme)
        for _ in 0..<200 {
            let (urn, _) = Self.urn(scheme, &random)
            let link = try #require(CanonicalCode.identify(urn).digitalLink)
            #expect(CanonicalCode.surelyHasRightCheckDigit(urn), "seed \(seed): \(urn)")
            #expect(CanonicalCode.surelyHasRightCheckDigit(link) == hasCheckDigit, "seed \(seed): \(link)")
            var bytes = Array(link.utf8)
            bytes[Int.random(in: 18..<bytes.count, using: &random)] =
                48 + UInt8.random(in: 0...9, using: &random)
            let changed = String(decoding: bytes, as: UTF8.self)
            guard CanonicalCode.surelyHasRightCheckDigit(changed) else { continue }
            do throws(CodeError) {
                _ = try CanonicalCode.validate(changed)
            } catch {
                #expect(error.code != .checkDigit && error.code != .checkPair, "seed \(seed): \(changed)")
            }
        }
    }

    @Test("No text makes the lenient reading fail, and its result stays as it is")
    func stable() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "urn:epc:", "id:", "class:", "idpat:", "sgtin:", "cpi:", "itip:", "gid:", "https://", "http://a",
            "/",
            "01", "00", "8003", "8010", "gtin", "ser", "21", "4012345", ".", "011111", "*", "%2F", "%", "?",
            "#", "é",
            " ", "04012345111118", "\u{1d}", "(01)",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...9, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let canonical = CanonicalCode.canonical(text)
            #expect(CanonicalCode.canonical(canonical) == canonical, "seed \(seed): \(text)")
            #expect(CanonicalCode.identify(text).canonical == canonical, "seed \(seed): \(text)")
            _ = try? CodeReader.read(text)
            _ = try? CodePattern(text)
            _ = CanonicalCode.split(canonical)
        }
    }
}
