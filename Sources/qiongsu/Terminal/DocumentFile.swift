// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation
import TraceEvents
import TraceText

/// A file of trace events, JSON or XML by what is in it.
struct DocumentFile {
    let name: String
    let bytes: [UInt8]

    init(_ name: String) throws {
        self.name = name
        do {
            bytes = [UInt8](
                try name == "-"
                    ? FileHandle.standardInput.readToEnd() ?? Data() : Data(contentsOf: URL(filePath: name))
            )
        } catch {
            Terminal.note("\(name): cannot be read: \(error.localizedDescription)")
            throw ExitCode.inputOutput
        }
    }

    /// Looks whether files can be read, before anything is made or stored for the first of them.
    static func require(_ names: [String]) throws {
        for name in names where name != "-" && !FileManager.default.isReadableFile(atPath: name) {
            Terminal.note("\(name): there is no such file, or it cannot be read.")
            throw ExitCode.inputOutput
        }
    }

    /// XML begins with `<`, after a byte order mark and space at most.
    var isXML: Bool {
        bytes.first { ![0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
    }

    /// The document, also where only the schema refuses it: its events can be hashed all the same.
    func hashable() throws(InvalidDocument) -> EPCISDocument {
        do {
            return try document()
        } catch {
            guard isXML, let document = try? EPCISXML.document(unchecked: bytes) else { throw error }
            return document
        }
    }

    func check() -> CheckReport { isXML ? EPCISXML.check(bytes) : EPCISJSON.check(bytes) }

    /// The document, or a bare event as a document of one.
    func document() throws(InvalidDocument) -> EPCISDocument {
        if isXML { return try EPCISXML.document(bytes) }
        do {
            return try EPCISJSON.document(bytes)
        } catch {
            guard isBareEvent else { throw error }
            return EPCISDocument(events: [try EPCISJSON.event(bytes)])
        }
    }

    /// Whether the JSON is an object with the type of an event, right or wrong.
    private var isBareEvent: Bool {
        guard let type = try? JSONDocument(parsing: bytes).root["type"]?.string else { return false }
        return !["EPCISDocument", "EPCISQueryDocument"].contains(type)
    }
}

extension DocumentFault {
    /// The place and the message in one line.
    var line: String {
        switch place {
        case .pointer(let pointer): "\(pointer.isEmpty ? "(whole document)" : pointer): \(message)"
        case .position(let position): "\(position): \(message)"
        case .pointerAt(let pointer, let position):
            "\(pointer.isEmpty ? "(whole document)" : pointer) (\(position)): \(message)"
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object {
            switch place {
            case .pointer(let pointer): $0.member("pointer", pointer)
            case .position(let position): position.write(to: &$0)
            case .pointerAt(let pointer, let position):
                $0.member("pointer", pointer)
                position.write(to: &$0)
            }
            $0.member("message", message)
        }
    }
}

extension TextPosition {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("line", line)
        writer.member("column", column)
    }
}
