// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibXML2
import TraceText

/// Reads XML with libxml2's push parser, without declared entities, external subsets or network.
enum XMLReader {
    /// The tree of a document.
    ///
    /// The text is UTF-8. A document type that declares anything or names another file is refused, because entities
    /// come from there.
    /// - Throws: `unreadable` with the place where the text stops being XML, or `limit`.
    static func tree(of bytes: [UInt8], limits: XMLLimits) throws(DocumentFault) -> XMLTree {
        try checkEncoding(of: bytes, limits: limits)
        let (tree, fault) = bytes.withUnsafeBufferPointer { parse($0, limits: limits) }
        if let fault {
            throw DocumentFault(
                fault.code,
                at: .position(TextPosition(offset: fault.offset, in: bytes)),
                fault.message
            )
        }
        guard let tree else {
            throw DocumentFault(.unreadable, at: .position(.init(line: 1, column: 1)), "There is no element")
        }
        return tree
    }

    private typealias Fault = (code: DocumentFault.Code, offset: Int, message: String)

    private static let chunk = 1 << 16

    private static let prepareLibrary: Void = xmlInitParser()

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>,
        limits: XMLLimits
    ) -> (tree: XMLTree?, fault: Fault?) {
        prepareLibrary
        let builder = XMLTreeBuilder(bytes: bytes, limits: limits)
        let user = Unmanaged.passUnretained(builder).toOpaque()
        var handler = saxHandler()
        let fault: Fault? = withExtendedLifetime(builder) {
            guard let parser = xmlCreatePushParserCtxt(&handler, user, nil, 0, nil) else {
                return (.limit, 0, "There is no memory to read the text")
            }
            defer {
                builder.parser = nil
                xmlFreeParserCtxt(parser)
            }
            builder.parser = parser
            let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
            xmlCtxtUseOptions(parser, Int32(options))
            xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8)
            return feed(bytes, to: parser, builder)
        }
        return fault == nil ? (builder.makeTree(), nil) : (nil, fault)
    }

    private static func feed(
        _ bytes: UnsafeBufferPointer<UInt8>,
        to parser: xmlParserCtxtPtr,
        _ builder: XMLTreeBuilder
    ) -> Fault? {
        var at = 0
        repeat {
            let part = UnsafeBufferPointer(rebasing: bytes[at..<min(at + chunk, bytes.count)])
            at += part.count
            let status = part.withMemoryRebound(to: CChar.self) {
                xmlParseChunk(parser, $0.baseAddress, Int32($0.count), at == bytes.count ? 1 : 0)
            }
            if let fault = builder.fault { return fault }
            if status != 0, parser.pointee.wellFormed == 0 { break }
        } while at < bytes.count
        guard parser.pointee.wellFormed == 0 else { return nil }
        return (.unreadable, place(of: parser, in: bytes), reason(of: parser))
    }

    /// Where the parser found the error: it has forgotten how far it read, but not the line.
    private static func place(of parser: xmlParserCtxtPtr, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let error = xmlCtxtGetLastError(parser) else { return 0 }
        var line = Int(error.pointee.line)
        var at = 0
        while line > 1, at < bytes.count {
            if bytes[at] == UInt8(ascii: "\n") { line -= 1 }
            at += 1
        }
        var column = Int(error.pointee.int2)
        while column > 1, at < bytes.count, bytes[at] != UInt8(ascii: "\n") {
            at += 1
            column -= 1
        }
        return at
    }

    private static func reason(of parser: xmlParserCtxtPtr) -> String {
        guard let error = xmlCtxtGetLastError(parser), let message = error.pointee.message else {
            return "The text is not well-formed XML"
        }
        let line = String(cString: message).prefix { $0 != "\n" }
        return "The text is not well-formed XML: \(line)"
    }
}

extension XMLReader {
    /// UTF-8 alone is read, so that places count in bytes of the text as it came.
    private static func checkEncoding(of bytes: [UInt8], limits: XMLLimits) throws(DocumentFault) {
        guard bytes.count <= limits.length else {
            throw DocumentFault(
                .limit,
                at: .position(.init(line: 1, column: 1)),
                "The text has \(bytes.count) bytes; at most \(limits.length) are read"
            )
        }
        if let offset = firstByteThatIsNotUTF8(bytes) {
            throw DocumentFault(
                .unreadable,
                at: .position(TextPosition(offset: offset, in: bytes)),
                "The text is not UTF-8 here; save it as UTF-8"
            )
        }
        if let offset = bytes.firstIndex(of: 0) {
            throw DocumentFault(
                .unreadable,
                at: .position(TextPosition(offset: offset, in: bytes)),
                "XML may not hold the character U+0000"
            )
        }
        guard let encoding = declaredEncoding(bytes.prefix(200)) else { return }
        guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) else {
            throw DocumentFault(
                .unreadable,
                at: .position(.init(line: 1, column: 1)),
                "The text declares the encoding \(encoding); only UTF-8 is read"
            )
        }
    }

    private static func firstByteThatIsNotUTF8(_ bytes: [UInt8]) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    /// The encoding of the XML declaration in lower case.
    private static func declaredEncoding(_ start: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: start, as: UTF8.self).lowercased()
        guard let declaration = text.split(separator: "?>", maxSplits: 1).first,
            declaration.contains("<?xml"),
            let value = declaration.split(separator: "encoding", maxSplits: 1).dropFirst().first
        else { return nil }
        let parts = value.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        return parts.count > 1 ? String(parts[1]) : nil
    }
}
