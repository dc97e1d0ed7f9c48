// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceLedger
import TraceTesting

@testable import TraceGraph

@Suite("Codes met during a trace")
struct CodeTableTests {
    @Test("A code is one, in whatever form it is written, and is told as it was first written")
    func forms() {
        var table = CodeTable()
        let urn = "urn:epc:id:sgtin:4012345.011111.987"
        let link = CanonicalCode.canonical(urn)
        #expect(urn != link)
        let id = table.id(of: urn)
        #expect(table.id(of: link) == id)
        #expect(table.knownID(of: link) == id)
        #expect(table.uri(of: id) == urn)
        #expect(table.code(of: id) == CanonicalCode.identify(link))
        #expect(table.key(of: id) == LinkKey(link))
        #expect(table.level(of: id) == .instance)
    }

    @Test("Of any codes each has one position, and the table gives back what was put in")
    func model() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        var table = CodeTable()
        var model: [String: CodeTable.ID] = [:]
        for _ in 0..<20_000 {
            let code = Self.code(&random)
            let known = model[code]
            #expect(table.knownID(of: code) == known, "\(code), seed \(seed)")
            let id = table.id(of: code)
            #expect(id == known ?? CodeTable.ID(model.count), "\(code), seed \(seed)")
            model[code] = id
        }
        for (code, id) in model {
            #expect(table.code(of: id) == CanonicalCode.identify(code), "seed \(seed)")
            #expect(table.uri(of: id) == code, "seed \(seed)")
        }
    }

    /// Serials and lots of a few products, containers, other URIs; some with nothing before or after where they divide.
    private static func code(_ random: inout SeededGenerator) -> String {
        let number = Int.random(in: 0..<3_000, using: &random)
        return switch Int.random(in: 0..<6, using: &random) {
        case 0: "https://id.gs1.org/01/06901234567892/21/\(number)"
        case 1: "https://id.gs1.org/01/06901028075831/21/P\(number)"
        case 2: "https://id.gs1.org/01/06901234567892/10/\(number)"
        case 3: "urn:example:thing:\(number)"
        case 4: "urn:example:\(number)/"
        default: String(number)
        }
    }
}
