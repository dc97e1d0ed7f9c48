// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceTesting

@Suite("Linters", .enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
struct LinterVectorTests {
    private static let registry = "asks a registry of the company prefixes that exist, which is not public"

    private static let exceptions = [
        "gcppos1 fail 1234567 INVALID_GCP_PREFIX *1234567*": registry,
        "gcppos1 fail 1234567 GCP_DATASOURCE_OFFLINE *1234567*": registry,
        "gcppos2 fail I1234567 INVALID_GCP_PREFIX I*1234567*": registry,
        "gcppos2 fail I1234567 GCP_DATASOURCE_OFFLINE I*1234567*": registry,
        "couponcode fail 012345612345611110123 INVALID_GCP_PREFIX 0*123456*12345611110123": registry,
        "couponcode fail 012345612345611110123 GCP_DATASOURCE_OFFLINE 0*123456*12345611110123": registry,
        """
        couponcode fail 012345612345611110123101101230123456 INVALID_GCP_PREFIX \
        012345612345611110123101101230*123456*
        """: registry,
        """
        couponcode fail 012345612345611110123101101230123456 GCP_DATASOURCE_OFFLINE \
        012345612345611110123101101230*123456*
        """: registry,
        """
        couponcode fail 01234561234561111012321101230123456 INVALID_GCP_PREFIX \
        01234561234561111012321101230*123456*
        """: registry,
        """
        couponcode fail 01234561234561111012321101230123456 GCP_DATASOURCE_OFFLINE \
        01234561234561111012321101230*123456*
        """: registry,
        """
        couponcode fail 012345612345611110123611234567 GCP_DATASOURCE_OFFLINE \
        01234561234561111012361*1234567*
        """: registry,
    ]

    @Test("Every linter passes and marks what the reference routines do")
    func agreeWithReference() throws {
        let vectors = try Vectors("gs1-syntax-dictionary/linter_vectors.tsv", columns: 5)
        try vectors.expectAgreement(besides: Self.exceptions) { row in
            let linter = try #require(Linter(rawValue: row[0]), "no linter \(row[0])")
            let value = Vectors.bytes(row[2])
            let fault = linter.fault(in: value)
            guard row[1] == "fail" else { return fault.map { "found \($0)" } }
            guard let fault else { return "found nothing" }
            guard fault.kind.rawValue == row[3] else { return "found \(fault)" }
            let end = fault.offset + fault.length
            let star = [UInt8(ascii: "*")]
            let marked = value[..<fault.offset] + star + value[fault.offset..<end] + star + value[end...]
            return Array(marked) == Vectors.bytes(row[4]) ? nil : "marked \(fault.offset)..<\(end)"
        }
    }

    @Test("The vectors try every linter of the dictionary")
    func tryEveryLinter() throws {
        let tried = Set(try Vectors("gs1-syntax-dictionary/linter_vectors.tsv", columns: 5).rows.map(\.[0]))
        let used = ApplicationIdentifierTable.standard.identifiers.flatMap(\.components)
            .flatMap { $0.linters + [$0.characters] }
        #expect(Set(used.map(\.rawValue)).subtracting(tried).isEmpty)
    }
}
