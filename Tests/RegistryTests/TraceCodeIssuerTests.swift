// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import LedgerTesting
import Testing
import TraceCodes
import TraceTesting

@testable import Registry

@Suite("Trace codes of our own")
struct TraceCodeIssuerTests {
    private let shop = TestRegistry.shop

    private func issuer() async throws -> TraceCodeIssuer {
        let registry = try await TestRegistry.make()
        try await registry.record(
            TestRegistry.subject(),
            TestRegistry.subject(TestRegistry.coop, filing: "draft")
        )
        return TraceCodeIssuer(registry)
    }

    @Test("Issued codes are right codes of the subject's range, and counted")
    func issues() async throws {
        let issuer = try await issuer()
        let range = try await issuer.allot(100, to: shop, for: "pork")
        #expect(range.range == "00001" && range.issued == 0)
        let codes = try await issuer.issue(40, to: shop, for: "pork")
        for code in codes {
            #expect(code.utf8.count == 16 && code.hasPrefix("HN" + range.range))
            #expect(try CodeReader.read(code).canonical == "urn:qiongsu:hn:" + code)
            #expect(try await issuer.find(code)?.range.subject == shop)
        }
        #expect(Set(codes).count == 40)
        #expect(try await issuer.ranges(of: shop).map(\.issued) == [40])
    }

    @Test("No more are issued than are allotted, over several ranges, all or none")
    func limits() async throws {
        let issuer = try await issuer()
        await #expect(throws: CodeIssueError.self) { try await issuer.issue(1, to: shop, for: "pork") }
        _ = try await issuer.allot(10, to: shop, for: "pork")
        _ = try await issuer.allot(10, to: shop, for: "pork")
        _ = try await issuer.allot(10, to: shop, for: "beef")
        #expect(try await issuer.issue(15, to: shop, for: "pork").count == 15)
        do {
            _ = try await issuer.issue(6, to: shop, for: "pork")
            Issue.record("more codes than allotted")
        } catch let error as CodeIssueError {
            #expect(error.code == .exhausted && error.reason.hasPrefix("5 codes are left"))
        }
        #expect(try await issuer.issue(5, to: shop, for: "pork").count == 5)
        #expect(try await issuer.ranges(of: nil).map(\.issued) == [10, 10, 0])
    }

    @Test("Whoever is not filed, or whose goods carry other codes, gets none")
    func refusals() async throws {
        let issuer = try await issuer()
        func code(_ work: () async throws -> Void) async -> CodeIssueError.Code? {
            do { try await work() } catch { return (error as? CodeIssueError)?.code }
            return nil
        }
        #expect(
            await code { _ = try await issuer.allot(1, to: TestRegistry.coop, for: "pork") }
                == .unknownSubject
        )
        #expect(await code { _ = try await issuer.allot(1, to: shop, for: "no-such") } == .unknownProfile)
        #expect(await code { _ = try await issuer.allot(1, to: shop, for: "lift") } == .otherCodes)
        #expect(await code { _ = try await issuer.allot(0, to: shop, for: "pork") } == .count)
        #expect(await code { _ = try await issuer.issue(10_001, to: shop, for: "pork") } == .count)
        #expect(await code { try await issuer.void("HN00001AAAAAAAAA") } == .unknownCode)
    }

    @Test("Requests at the same time share a range without issuing too many")
    func concurrent() async throws {
        let issuer = try await issuer()
        _ = try await issuer.allot(1000, to: shop, for: "pork")
        let codes = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<20 { group.addTask { (try? await issuer.issue(60, to: shop, for: "pork")) ?? [] } }
            return try await group.reduce(into: [String]()) { $0 += $1 }
        }
        #expect(codes.count == 960 && Set(codes).count == 960)
        #expect(try await issuer.ranges(of: shop).map(\.issued) == [960])
    }

    @Test("A code that is declared void stays known as void")
    func void() async throws {
        let issuer = try await issuer()
        _ = try await issuer.allot(1, to: shop, for: "pork")
        let code = try await issuer.issue(1, to: shop, for: "pork")[0]
        #expect(try await issuer.find(code)?.voidedAt == nil)
        try await issuer.void(code)
        #expect(try await issuer.find("urn:qiongsu:hn:" + code)?.voidedAt == TestLedger.now)
    }

    @Test("One million issued codes are distinct, and a single wrong character is found in every one")
    func million() async throws {
        let issuer = try await issuer()
        _ = try await issuer.allot(1_000_000, to: shop, for: "pork")
        var seen = Set<UInt64>(minimumCapacity: 1_000_000)
        var generator = SeededGenerator(seed: 20_260_701)
        let alphabet = Base31.alphabet
        for _ in 0..<100 {
            let codes = try await issuer.issue(10_000, to: shop, for: "pork")
            var missed = 0
            for code in codes {
                var bytes = Array(code.utf8)
                // The range is one, so that eight characters tell the codes apart.
                seen.insert(bytes[7..<15].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
                if CheckDigit.creditCode(bytes.dropLast()) != bytes[15] { missed += 1 }
                let draw = generator.next()
                let place = 2 + Int(draw % 14)
                let value = Base31.value(of: bytes[place]) ?? 0
                bytes[place] = alphabet[(value + 1 + Int(draw >> 32) % 30) % 31]
                if CheckDigit.creditCode(bytes.dropLast()) == bytes[15] { missed += 1 }
            }
            #expect(missed == 0)
        }
        #expect(seen.count == 1_000_000)
        #expect(try await issuer.ranges(of: shop).map(\.issued) == [1_000_000])
    }

    @Test("Every other character at every place of a code is found by the reader")
    func everyError() async throws {
        let issuer = try await issuer()
        _ = try await issuer.allot(20, to: shop, for: "pork")
        for code in try await issuer.issue(20, to: shop, for: "pork") {
            let right = Array(code.utf8)
            for place in right.indices {
                for byte in Base31.alphabet where byte != right[place] {
                    var wrong = right
                    wrong[place] = byte
                    let text = String(decoding: wrong, as: UTF8.self)
                    #expect(throws: CodeError.self) { try CodeReader.read(text, as: "hn") }
                }
            }
        }
    }

    @Test("The random part is spread over all characters")
    func spread() {
        var generator = SeededGenerator(seed: 7)
        var counts = [UInt8: Int]()
        for _ in 0..<31_000 {
            for byte in OwnCode.random(in: "00001", using: &generator).utf8.dropFirst(7).dropLast() {
                counts[byte, default: 0] += 1
            }
        }
        // 8,000 of each expected; five standard deviations are about 440.
        #expect(counts.count == 31 && counts.values.allSatisfy { abs($0 - 8000) < 440 })
    }

    @Test("Ranges count up in their own characters and end")
    func ranges() {
        #expect(OwnCode.range(1) == "00001" && OwnCode.range(31) == "00010")
        #expect(OwnCode.range(28_629_150) == "YYYYY" && OwnCode.range(28_629_151) == nil)
        for number in [UInt64(1), 30, 31, 12_345, 28_629_150] {
            #expect(OwnCode.range(number).map(OwnCode.number) == number)
        }
        #expect((try? CodeReader.read(OwnCode.placeholder(1), as: "hn")) != nil)
    }
}
