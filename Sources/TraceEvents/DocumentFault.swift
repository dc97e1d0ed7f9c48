// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceText

/// One thing that is wrong with a document, and where.
package struct DocumentFault: Error, Hashable, Sendable {
    package let code: Code
    package let place: Place
    /// What is wrong and what would be right, as one English sentence without the place.
    package let message: String

    package init(_ code: Code, at place: Place, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    /// Where a fault is.
    package enum Place: Hashable, Sendable {
        /// A JSON pointer (RFC 6901).
        case pointer(String)
        case position(TextPosition)
        /// A JSON pointer and the line and column that it stands at.
        case pointerAt(String, TextPosition)
    }

    /// The kinds of fault.
    package enum Code: String, Sendable {
        /// The text is not JSON or XML at all.
        case unreadable
        /// A rule of the official JSON Schema or XSD.
        case schema
        /// A rule of the standard that schemas cannot state.
        case standard
        /// A code with a wrong check digit, length or character.
        case identifier
        /// A line of the chain profile that the event names.
        case profile
        /// Beyond a limit of this server.
        case limit
    }
}

/// The faults for which a document is refused.
package struct InvalidDocument: Error, Sendable {
    /// At least one; in the order of the document.
    package let faults: [DocumentFault]

    package init(_ faults: [DocumentFault]) {
        precondition(!faults.isEmpty)
        self.faults = faults
    }
}
