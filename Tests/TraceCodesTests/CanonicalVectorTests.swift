// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing
import TraceCodes
import TraceTesting

@Suite("Canonical form, vectors", .enabled(if: SharedData.isPresent, "\(SharedData.absence)"))
struct CanonicalVectorTests {
    @Test("The canonical form is the event hash generator's, and stays as it is")
    func eventHash() throws {
        let vectors = try Vectors("event-hash-generator/dl_normaliser_vectors.tsv", columns: 2)
        vectors.expectAgreement { row in
            let canonical = CanonicalCode.canonical(row[0])
            guard canonical == (row[1].isEmpty ? row[0] : row[1]) else { return "gave \(canonical)" }
            return CanonicalCode.canonical(canonical) == canonical ? nil : "is not stable"
        }
    }

    @Test("URNs and Digital Links turn into each other as OpenEPCIS turns them")
    func conversions() throws {
        let vectors = try Vectors("openepcis-digitallink-vectors/converter_vectors.tsv", columns: 5)
        vectors.expectAgreement(besides: OpenEPCISExceptions.conversions, by: [1, 2]) { row in
            switch row[1] {
            case "toURI", "toURIForClassLevelIdentifier":
                let canonical = CanonicalCode.canonical(row[2])
                return canonical == row[4] ? nil : "gave \(canonical)"
            case "toURN", "toURNForClassLevelIdentifier":
                let found = outcome {
                    try CanonicalCode.identify(row[2]).urn(companyPrefixes: Self.table(row[3], row[4]))
                }
                switch found {
                case .success(let urn): return urn == row[4] ? nil : "gave \(urn)"
                case .failure(let error): return "\(error)"
                }
            default: return "not this module's"
            }
        }
    }

    /// The length given, or else the expected URN's company prefix as the one entry: OpenEPCIS ships GS1's
    /// list, ours is the caller's.
    private static func table(_ length: String, _ urn: String) -> CompanyPrefixTable {
        if let length = Int(length) { return CompanyPrefixTable(everyLength: length) }
        let fields = urn.split(separator: ":").last?.split(separator: ".") ?? []
        let prefix = fields.first.map(String.init) ?? ""
        return CompanyPrefixTable([(prefix, prefix.utf8.count)])
    }

    @Test("Validity is judged as OpenEPCIS judges it, but for check digits")
    func validity() throws {
        let vectors = try Vectors("openepcis-digitallink-vectors/validator_inputs.tsv", columns: 4)
        vectors.expectAgreement(besides: OpenEPCISExceptions.validity, by: [2]) { row in
            let fault = Self.fault(row[2], Int(row[3]))
            if row[1] == "assertValid" { return fault.map { "\($0)" } }
            return fault == nil ? "is valid" : nil
        }
    }

    /// The first fault besides a check digit, which the Java validators do not look at: the digit that the
    /// error names is put right, and what then stands there must be valid.
    private static func fault(_ text: String, _ prefixLength: Int?) -> CodeError? {
        do throws(CodeError) {
            let code = try CanonicalCode.validate(text)
            guard code.scheme != .uri else { return CodeError(.unrecognised) }
            if let prefixLength, code.canonical.hasPrefix("https:") {
                _ = try code.urn(companyPrefixes: CompanyPrefixTable(everyLength: prefixLength))
            }
            return nil
        } catch {
            guard error.code == .checkDigit, let offset = error.offset, let digit = error.expected?.utf8.first
            else { return error }
            var bytes = Array(text.utf8)
            guard bytes[offset] != digit else { return error }
            bytes[offset] = digit
            return fault(String(decoding: bytes, as: UTF8.self), prefixLength)
        }
    }
}
