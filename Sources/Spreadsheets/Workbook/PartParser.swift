// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CExpat

/// Hears what stands in an XML part.
protocol PartListener: AnyObject {
    /// An element begins; its name is without prefix.
    func begin(_ name: String, _ attributes: PartAttributes) throws(SheetError)
    func end(_ name: String) throws(SheetError)
    /// Whether text is wanted where the parser stands.
    var wantsText: Bool { get }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError)
}

/// Parses an XML part of a workbook with expat.
///
/// A workbook has no document type (ISO/IEC 29500-2, 8.1.4), so one is refused, and with it every entity that could
/// grow.
final class PartParser {
    private let parser: XML_Parser
    private let listener: any PartListener
    private let part: String
    private var fault: SheetError?
    private var open: [String] = []

    private static let separator = UInt8(ascii: " ")
    private static let maximumDepth = 64

    init(_ part: String, _ listener: any PartListener) throws(SheetError) {
        guard let parser = XML_ParserCreateNS("UTF-8", CChar(Self.separator)) else {
            throw SheetError(.corrupt, sheet: part)
        }
        self.parser = parser
        self.listener = listener
        self.part = part
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { PartParser.at($0).begin($1, $2) },
            { user, _ in PartParser.at(user).end() }
        )
        XML_SetCharacterDataHandler(parser) { PartParser.at($0).text($1, $2) }
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in PartParser.at(user).refuse(.entity) }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a whole part; false where the workbook has none of the name.
    static func read(_ part: String, of parts: PackedParts, _ listener: any PartListener) throws(SheetError)
        -> Bool
    {
        let parser = try PartParser(part, listener)
        return try parts.read(part) { (bytes, isLast) throws(SheetError) in
            try parser.parse(bytes, isLast: isLast)
        }
    }

    private func parse(_ bytes: UnsafeBufferPointer<CChar>, isLast: Bool) throws(SheetError) {
        let status = XML_Parse(parser, bytes.baseAddress, Int32(bytes.count), isLast ? 1 : 0)
        if let fault { throw fault }
        guard status == XML_STATUS_OK else { throw SheetError(.corrupt, sheet: part) }
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> PartParser {
        guard let user else { preconditionFailure("expat lost its parser") }
        return Unmanaged<PartParser>.fromOpaque(user).takeUnretainedValue()
    }

    // MARK: What expat calls

    private func begin(
        _ name: UnsafePointer<CChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard fault == nil, let name else { return }
        guard open.count < Self.maximumDepth else { return refuse(.corrupt) }
        let local = Self.local(name)
        open.append(local)
        perform { () throws(SheetError) in try listener.begin(local, PartAttributes(attributes)) }
    }

    private func end() {
        guard fault == nil, let name = open.popLast() else { return }
        perform { () throws(SheetError) in try listener.end(name) }
    }

    private func text(_ characters: UnsafePointer<CChar>?, _ length: Int32) {
        guard fault == nil, let characters, listener.wantsText else { return }
        let bytes = UnsafeRawBufferPointer(start: characters, count: Int(length))
        let characterBytes = bytes.assumingMemoryBound(to: UInt8.self)
        perform { () throws(SheetError) in try listener.text(characterBytes) }
    }

    private func perform(_ work: () throws(SheetError) -> Void) {
        do throws(SheetError) {
            try work()
        } catch {
            stop(error)
        }
    }

    private func refuse(_ code: SheetError.Code) { stop(SheetError(code, sheet: part)) }

    private func stop(_ error: SheetError) {
        fault = fault ?? error
        XML_StopParser(parser, 0)
    }

    /// A name without its namespace.
    fileprivate static func local(_ name: UnsafePointer<CChar>) -> String {
        var start = name
        var at = name
        while at.pointee != 0 {
            if UInt8(bitPattern: at.pointee) == separator { start = at + 1 }
            at += 1
        }
        return String(cString: start)
    }
}

/// The attributes of an element, by names without prefix; valid while the element begins.
struct PartAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        self.list = list
    }

    subscript(_ name: String) -> String? {
        guard var at = list else { return nil }
        while let key = at[0], let value = at[1] {
            if PartParser.local(key) == name { return String(cString: value) }
            at += 2
        }
        return nil
    }
}
