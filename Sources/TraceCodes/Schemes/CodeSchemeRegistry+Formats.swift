// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CodeSchemeRegistry {
    /// The schemes that are described as data, in the order in which a bare code is offered to them.
    package static let formats: [CodeFormat] = {
        let text = String(decoding: PackageResources.schemes_tsv, as: UTF8.self)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            guard let format = CodeFormat(line: line) else {
                preconditionFailure("schemes.tsv: \(line.prefix(40))")
            }
            return format
        }
    }()

    private static let formatsByID = Dictionary(uniqueKeysWithValues: formats.map { ($0.scheme.id, $0) })

    /// The scheme with an id.
    package static func format(_ id: String) -> CodeFormat? { formatsByID[id] }

    /// The format of a canonical code `urn:qiongsu:{scheme}:{code}`.
    static func format(ofCanonical canonical: String) -> CodeFormat? {
        guard canonical.utf8.starts(with: "urn:qiongsu:".utf8) else { return nil }
        let rest = canonical.utf8.dropFirst("urn:qiongsu:".utf8.count)
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return formatsByID[String(decoding: rest[..<colon], as: UTF8.self)]
    }
}

extension CodeSchemeRegistry.Entry {
    /// The entry of a scheme that is described as data.
    init(_ format: CodeFormat) {
        self.init(
            scheme: format.scheme,
            level: format.level,
            canonicalPrefix: format.prefix,
            isTyped: format.isTyped,
            read: { text throws(CodeError) in try format.read(format.packed(text)) },
            check: { canonical throws(CodeError) in try format.check(canonical: canonical) }
        )
    }
}

extension CodeReader {
    /// Reads a code that is known to be of a scheme, as it is written without prefix.
    ///
    /// - Throws: `unknownScheme`, `malformed`, `checkDigit`.
    package static func read(_ text: String, as scheme: String) throws(CodeError) -> TraceCode {
        guard let format = CodeSchemeRegistry.format(scheme) else { throw CodeError(.unknownScheme(scheme)) }
        let packed = format.packed(cleaned(text))
        guard let code = try format.read(packed) else {
            throw CodeError(.structure(format.structure), identifier: scheme)
        }
        return code
    }
}

extension CodeReader {
    /// What a bare text may be among the codes of units that are not recognised without their scheme: their form alone
    /// says too little.
    package static func unitReadings(of text: String) -> [TraceCode] {
        CodeSchemeRegistry.formats.filter { !$0.isTyped && $0.level == .instance }.compactMap { format in
            do throws(CodeError) { return try read(text, as: format.scheme.id) } catch { return nil }
        }
    }
}

extension CodeFormat {
    /// Without the gaps that people put into long codes, where no code of the scheme has any.
    func packed(_ text: String) -> String {
        let hasHyphen = structure.contains("'-'") || structure.contains("-]") || structure.contains("x")
        return String(text.unicodeScalars.filter { $0 != " " && (hasHyphen || $0 != "-") })
    }
}

extension TraceCode {
    /// The code as people know it: of a national code without the prefix of its canonical form.
    package var plainText: String {
        guard let format = CodeSchemeRegistry.format(ofCanonical: canonical) else { return canonical }
        let rest = Array(canonical.utf8.dropFirst(format.prefix.utf8.count))
        return String(decoding: PercentEncoding.unescape(rest), as: UTF8.self)
    }
}

extension CanonicalCode {
    /// Whether a canonical code identifies a natural person.
    package static func isPersonal(_ canonical: String) -> Bool {
        CodeSchemeRegistry.format(ofCanonical: canonical)?.isPersonal ?? false
    }
}
