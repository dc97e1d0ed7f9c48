// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The faults found in an XML text, up to a bound, with their places as byte offsets.
struct XMLFaultList {
    /// The most faults that are told of one text.
    static let limit = 1000

    private var found: [(code: DocumentFault.Code, offset: Int, message: String)] = []

    var isEmpty: Bool { found.isEmpty }

    mutating func add(_ code: DocumentFault.Code, at offset: Int, _ message: String) {
        if found.count < Self.limit { found.append((code, offset, message)) }
    }

    /// Adds what a rule says of an event; the place inside it is told as a JSON pointer, after the event's own.
    mutating func add(_ fault: DocumentFault, ofEventAt offset: Int) {
        guard case .pointer(let pointer) = fault.place else { return }
        add(fault.code, at: offset, pointer.isEmpty ? fault.message : "\(pointer): \(fault.message)")
    }

    /// The faults in the order of the text, with lines and columns, counted in one pass.
    func faults(in bytes: [UInt8]) -> [DocumentFault] {
        var at = 0
        var (line, column) = (1, 1)
        return found.sorted { $0.offset < $1.offset }.map { fault in
            while at < min(fault.offset, bytes.count) {
                if bytes[at] == UInt8(ascii: "\n") {
                    (line, column) = (line + 1, 1)
                } else if bytes[at] & 0xC0 != 0x80 {
                    column += 1
                }
                at += 1
            }
            return DocumentFault(
                fault.code,
                at: .position(TextPosition(line: line, column: column)),
                fault.message
            )
        }
    }
}
