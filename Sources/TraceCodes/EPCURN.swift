// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// An EPC URN split into its fields, not yet judged.
///
/// Only the last field may hold dots, and only in the schemes whose text may.
struct EPCURN {
    let kind: CodeParts.URNKind
    let scheme: EPCScheme
    let bytes: [UInt8]
    /// Where the fields lie in ``bytes``.
    let fields: [Range<Int>]

    /// Splits a text that begins with `urn:epc:`.
    ///
    /// - Throws: `malformed`, `unknownScheme`.
    init(_ text: String) throws(CodeError) {
        bytes = Array(text.utf8)
        let found = bytes.withUnsafeBufferPointer { CodeParts.urnHead($0) }
        guard let head = found else { throw CodeError(.malformed(.urn), offset: 0) }
        let name = String(decoding: bytes[head.scheme], as: UTF8.self)
        guard let scheme = EPCScheme(rawValue: name) else {
            throw CodeError(.unknownScheme(name), offset: head.scheme.lowerBound)
        }
        self.scheme = scheme
        kind = head.kind
        var fields: [Range<Int>] = []
        var start = head.fields
        while fields.count + 1 < scheme.fieldCount,
            let dot = bytes[start...].firstIndex(of: ASCII.dot)
        {
            fields.append(start..<dot)
            start = dot + 1
        }
        fields.append(start..<bytes.count)
        self.fields = fields
        guard fields.count == scheme.fieldCount else {
            throw CodeError(.malformed(.urn), identifier: name, offset: bytes.count)
        }
    }

    /// The raw text of a field.
    func text(_ index: Int) -> String {
        String(decoding: bytes[fields[index]], as: UTF8.self)
    }

    /// Whether a field is the wildcard of patterns.
    func isStar(_ index: Int) -> Bool {
        bytes[fields[index]].elementsEqual([ASCII.star])
    }
}

extension EPCScheme {
    /// How many fields the URN has.
    var fieldCount: Int {
        switch self {
        case .bic, .imovn: 1
        case .sscc, .pgln, .giai, .gsrn, .gsrnp, .ginc, .gsin, .usdod: 2
        case .sgtin, .lgtin, .upui, .sgln, .grai, .gdti, .cpi, .sgcn, .gid, .adi: 3
        case .itip: 5
        }
    }
}
