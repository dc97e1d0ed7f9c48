// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents

/// A decoded document that somebody wants stored.
package struct CaptureRequest: Sendable {
    package var document: EPCISDocument
    package var behaviour: ErrorBehaviour
    package var caller: Caller

    package init(_ document: EPCISDocument, behaviour: ErrorBehaviour = .rollback, caller: Caller) {
        self.document = document
        self.behaviour = behaviour
        self.caller = caller
    }

    /// What happens to the rest of a document when one event is refused (header `GS1-Capture-Error-Behaviour`).
    package enum ErrorBehaviour: String, Sendable {
        /// Nothing of the document is stored.
        case rollback
        /// Every other event is stored.
        case proceed
    }
}
