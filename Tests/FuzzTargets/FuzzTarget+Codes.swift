// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

extension FuzzTarget {
    /// A link that is read is written so that it reads the same, and so is a link made of its elements.
    static func feedLink(_ bytes: [UInt8]) throws(Mismatch) {
        let text = String(decoding: bytes, as: UTF8.self)
        for options: DigitalLink.Options in [[], [.words, .shortGTINs], [.unknownIdentifiers]] {
            guard let link = accepted({ () throws(CodeError) in try DigitalLink(text, options: options) })
            else {
                continue
            }
            let uri = link.uri
            let again = try must("a link written is read", [text, uri]) { () throws(CodeError) in
                try DigitalLink(uri, options: options)
            }
            try same("a link written has the same path", again.path, link.path, [text, uri])
            try same("a link written has its stem", again.stem, link.stem, [text, uri])
            try same("its attributes are the same", Set(again.attributes), Set(link.attributes), [text, uri])
            try same("it is written alike", again.uri, uri, text)
            let made = try must("a link is made of its elements", text) { () throws(CodeError) in
                try DigitalLink(stem: link.stem, elements: link.elementString)
            }
            try same("a link made of its elements has its path", made.path, link.path, text)
        }
        try stable(text)
    }

    /// An element string that is read is written in both forms so that it reads the same.
    static func feedElements(_ bytes: [UInt8]) throws(Mismatch) {
        let text = String(decoding: bytes, as: UTF8.self)
        for options: ElementString.Options in [[], [.unknownIdentifiers]] {
            let readings = [
                accepted { () throws(CodeError) in try ElementString(bracketed: text, options: options) },
                accepted { () throws(CodeError) in try ElementString(raw: text, options: options) },
                accepted { () throws(CodeError) in try ElementString(data: text, options: options) },
            ]
            for string in readings.compactMap(\.self) {
                let bracketed = try must("brackets are read", string.bracketed) { () throws(CodeError) in
                    try ElementString(bracketed: string.bracketed, options: options)
                }
                try same("brackets are the same", bracketed, string, text)
                // Where an identifier that nobody assigned ends, only brackets tell.
                if options.isEmpty {
                    let raw = try must("data is read", string.raw) { () throws(CodeError) in
                        try ElementString(data: string.raw)
                    }
                    try same("data is the same", raw, string, text)
                }
                _ = accepted { () throws(CodeError) in try string.checkAssociations() }
                _ = accepted { () throws(CodeError) in try DigitalLink(elements: string) }
            }
        }
    }

    /// What a code is read as has a canonical form that stays what it is, in every form that it has.
    static func feedCode(_ bytes: [UInt8]) throws(Mismatch) {
        let text = String(decoding: bytes, as: UTF8.self)
        _ = accepted { () throws(CodeError) in try BarcodeScan(text) }
        if let pattern = accepted({ () throws(CodeError) in try CodePattern(text) }) {
            _ = pattern.matches(canonical: text)
            if let exact = pattern.exactCanonical, !pattern.matches(canonical: exact) {
                throw Mismatch("a pattern of one code matches it", text, exact)
            }
        }
        if CanonicalCode.surelyHasRightCheckDigit(text) {
            _ = accepted { () throws(CodeError) in try CanonicalCode.validate(text) }
        }
        try stable(text)
        guard let code = accepted({ () throws(CodeError) in try CodeReader.read(text) }) else { return }
        try same("the code of a code is itself", CanonicalCode.identify(code.canonical), code, text)
        for length in [6, 7, 12] {
            let table = CompanyPrefixTable(everyLength: length)
            guard let urn = accepted({ () throws(CodeError) in try code.urn(companyPrefixes: table) }) else {
                continue
            }
            try same("a URN names its code", CanonicalCode.canonical(urn), code.canonical, [text, urn])
        }
    }

    /// The canonical form of a canonical form is itself.
    private static func stable(_ text: String) throws(Mismatch) {
        let canonical = CanonicalCode.canonical(text)
        try same("a canonical form is stable", CanonicalCode.canonical(canonical), canonical, text)
        try same("an identified code has that form", CanonicalCode.identify(text).canonical, canonical, text)
    }
}
