// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// EPCIS 2.0 in JSON and JSON-LD: checked and read, and written.
///
/// What is accepted is what the official JSON Schema accepts with `format` asserted, and besides: no key
/// twice in an object, and depth and length within the limits. A byte order mark at the beginning is skipped.
///
/// A document read and written again has the same JSON value but for: standard values as bare words, own
/// values with a prefix as whole URIs, an empty list or `ilmd` as none, one certificate as a string, contexts
/// with exactly the prefixes that field names use, and without fields beside the standard's in `resultsBody`,
/// `epcisMasterData` and the attributes of master data.
package enum EPCISJSON {
    /// The most faults that are reported of one text.
    package static let faultLimit = 1000

    /// Checks and reads a document: events with a header, or the answer to a query.
    ///
    /// - Parameter namespaces: Prefixes declared outside the text (the header `GS1-Extensions`).
    /// - Throws: All faults up to ``faultLimit``, in the order of the text.
    package static func document(
        _ bytes: [UInt8],
        limits: JSONLimits = JSONLimits(),
        namespaces: [String: String] = [:]
    ) throws(InvalidDocument) -> EPCISDocument {
        let root = try parse(bytes, limits).root
        var checker = ShapeChecker(FaultList(limit: faultLimit, textLength: bytes.count))
        let isAnswer = root["type"]?.equals("EPCISQueryDocument") == true
        checker.check(root, isAnswer ? Shape.queryDocument : Shape.document)
        try refuse(checker, root, namespaces)
        return try decoded { () throws(DocumentFault) in
            var prefixes = Namespaces(namespaces)
            if let context = root["@context"] { prefixes.declare(context: context) }
            return try DocumentDecoder(namespaces: prefixes).document(root)
        }
    }

    /// Checks and reads one event that is a text of its own, with its own `@context`.
    package static func event(
        _ bytes: [UInt8],
        limits: JSONLimits = JSONLimits(),
        namespaces: [String: String] = [:]
    ) throws(InvalidDocument) -> Event {
        let root = try parse(bytes, limits).root
        var checker = ShapeChecker(FaultList(limit: faultLimit, textLength: bytes.count))
        checker.checkEvent(root, needsContext: true)
        try refuse(checker, root, namespaces)
        return try decoded { () throws(DocumentFault) in
            try EventDecoder(namespaces: Namespaces(namespaces)).event(root)
        }
    }

    /// Reads an event that this server wrote with ``write(_:identifiers:includesContext:to:)``.
    ///
    /// Its shape is not checked again.
    /// - Throws: One fault, where the bytes are damaged.
    package static func event(stored bytes: [UInt8]) throws(InvalidDocument) -> Event {
        let root = try parse(bytes, JSONLimits(depth: storedDepth)).root
        return try decoded { () throws(DocumentFault) in
            try EventDecoder(namespaces: Namespaces(isLiteral: true)).event(root)
        }
    }

    /// Deeper than any event that was let in.
    private static let storedDepth = 256

    static func parse(_ bytes: [UInt8], _ limits: JSONLimits) throws(InvalidDocument) -> JSONDocument {
        do {
            return try JSONDocument(parsing: withoutByteOrderMark(bytes), limits: limits)
        } catch {
            throw InvalidDocument([DocumentFault(error)])
        }
    }

    private static func withoutByteOrderMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private static func refuse(
        _ checker: ShapeChecker,
        _ root: JSONValue,
        _ namespaces: [String: String]
    ) throws(InvalidDocument) {
        var found = checker.found
        if !namespaces.isEmpty { ContextConflicts.find(in: root, outside: namespaces, into: &found) }
        if !found.faults.isEmpty { throw InvalidDocument(found.faults) }
    }

    private static func decoded<Value>(
        _ body: () throws(DocumentFault) -> Value
    ) throws(InvalidDocument) -> Value {
        do {
            return try body()
        } catch {
            throw InvalidDocument([error])
        }
    }
}
