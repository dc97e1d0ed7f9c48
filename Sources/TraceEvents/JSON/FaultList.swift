// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// The faults found in a JSON text, up to a bound.
struct FaultList {
    private(set) var faults: [DocumentFault] = []
    private let limit: Int
    /// Bytes that may still be read to count lines: each place costs a pass over the text before it.
    private var countableBytes: Int

    init(limit: Int, textLength: Int) {
        self.limit = limit
        countableBytes = Self.countedBytes
        self.textLength = textLength
    }

    private let textLength: Int
    private static let countedBytes = 1 << 26

    var isFull: Bool { faults.count >= limit }

    mutating func add(_ code: DocumentFault.Code, at value: JSONValue, _ message: String) {
        guard !isFull else { return }
        let pointer = value.pointer
        if textLength <= countableBytes {
            countableBytes -= textLength
            faults.append(DocumentFault(code, at: .pointerAt(pointer, value.position), message))
        } else {
            faults.append(DocumentFault(code, at: .pointer(pointer), message))
        }
    }

    /// Takes over a fault whose pointer is relative to a value.
    mutating func add(_ fault: DocumentFault, in value: JSONValue) {
        guard !isFull else { return }
        faults.append(fault.inside(value.pointer))
    }
}

extension DocumentFault {
    /// The same fault with a pointer that begins further out.
    func inside(_ outer: String) -> DocumentFault {
        switch place {
        case .pointer(let inner): DocumentFault(code, at: .pointer(outer + inner), message)
        case .position, .pointerAt: self
        }
    }

    init(_ fault: JSONFault) {
        if case .tooDeep = fault.code {
            self.init(.limit, at: .position(fault.position), fault.reason)
        } else if case .tooLong = fault.code {
            self.init(.limit, at: .position(fault.position), fault.reason)
        } else {
            self.init(.unreadable, at: .position(fault.position), fault.reason)
        }
    }
}
