// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// What one caller wants written, whole or in part.
struct Submission: Sendable {
    var events: [IdentifiedEvent]
    var vocabularies: [Vocabulary]
    var behaviour: CaptureRequest.ErrorBehaviour
    /// Microseconds since 1970 at which the caller came.
    var receivedAt: Int64
    /// The record of this capture to write along, where the caller gets one.
    var job: Job?

    struct Job: Sendable {
        let id: String
        /// Events refused before; the job tells them.
        let refused: [CaptureJob.Problem]
        /// The pointer of each event of the document.
        let pointers: [String]
    }
}

/// What became of a submission.
struct AppendResult: Sendable {
    /// One for each event of the submission, in order.
    let outcomes: [AppendOutcome]
    let job: CaptureJob?
}

/// What became of one event.
package enum AppendOutcome: Sendable, Equatable {
    /// Written, with the record time in microseconds since 1970.
    case stored(EventNumber, recordTime: Int64)
    /// Was there already: the same event, with the record time of the first capture.
    case repeated(EventNumber, recordTime: Int64)
    /// Another event has this ID.
    case idTaken
    /// Not written, because another event of the document was refused.
    case rolledBack
}
