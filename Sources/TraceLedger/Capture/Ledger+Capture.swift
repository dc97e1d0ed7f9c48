// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceEvents
import TraceText

/// The one way in: decode, identify, authorise, check, append.
///
/// Decoding is done by ``EPCISJSON`` and ``EPCISXML`` before; the other four steps are here.
extension Ledger {
    /// Captures a document and returns when everything accepted is on disk.
    ///
    /// A retry of an event that is there already counts as accepted. With `rollback` one refused event refuses the
    /// whole document.
    ///
    /// - Throws: ``InvalidDocument`` where the check refuses events of a `rollback` document; ``LedgerError``
    ///   `forbidden`, `overloaded`, `storageFull`.
    package func capture(_ request: CaptureRequest) async throws -> CaptureJob {
        let receivedAt = clock()
        try authorise(request.caller)
        let document = request.document
        var submission = Submission(
            events: [],
            vocabularies: document.vocabularies,
            behaviour: request.behaviour,
            receivedAt: receivedAt
        )
        var faults: [DocumentFault] = []
        submission.events.reserveCapacity(document.events.count)
        for (index, event) in document.events.enumerated() {
            let found = refusals(of: event, at: document.pointer(ofEvent: index), now: receivedAt)
            faults += found.prefix(Self.faultLimit - faults.count)
            if found.isEmpty {
                submission.events.append(
                    IdentifiedEvent(event, index: index, codec: codec, profiles: profiles)
                )
            }
            // A long document must not hold its thread against the short requests beside it.
            if index % 32 == 31 { await Task.yield() }
        }
        if request.behaviour == .rollback, !faults.isEmpty { throw InvalidDocument(faults) }
        submission.job = Submission.Job(
            id: CaptureID.next(at: receivedAt),
            refused: faults.map(CaptureJob.Problem.init),
            pointers: document.events.indices.map(document.pointer(ofEvent:))
        )
        let result = try await append(submission)
        guard let job = result.job else { preconditionFailure("a submission with a job gives one back") }
        return job
    }

    /// Captures one event and returns it as stored, when it is on disk.
    ///
    /// - Throws: ``InvalidDocument``; ``LedgerError`` `forbidden`, `eventIDTaken`, `overloaded`, `storageFull`.
    package func capture(_ event: Event, caller: Caller) async throws -> Event {
        let receivedAt = clock()
        try authorise(caller)
        let faults = refusals(of: event, at: "", now: receivedAt)
        guard faults.isEmpty else { throw InvalidDocument(faults) }
        let identified = IdentifiedEvent(event, index: 0, codec: codec, profiles: profiles)
        let submission = Submission(
            events: [identified],
            vocabularies: [],
            behaviour: .rollback,
            receivedAt: receivedAt
        )
        switch try await append(submission).outcomes[0] {
        case .stored(_, let recordTime), .repeated(_, let recordTime):
            var stored = event
            stored.eventID = identified.eventID
            stored.recordTime = Timestamp(milliseconds: recordTime / 1000)
            return stored
        case .idTaken, .rolledBack:
            throw LedgerError(
                .eventIDTaken,
                "another event with the ID \(identified.eventID) is stored already; an event is corrected by an error declaration with the same ID"
            )
        }
    }

    /// The most faults that are told of one document.
    private static let faultLimit = 1000

    func append(_ submission: Submission) async throws -> AppendResult {
        let result = try await queue.append(submission)
        noteCommit()
        return result
    }

    func authorise(_ caller: Caller) throws {
        guard caller.mayWrite else {
            throw LedgerError(.forbidden, "this caller may not write: an API token is needed")
        }
    }

    func refusals(of event: Event, at pointer: String, now: Int64) -> [DocumentFault] {
        CaptureCheck(now: now, profiles: profiles).faults(in: event).map {
            DocumentFault($0.code, at: $0.place.below(pointer), $0.message)
        }
    }
}

extension DocumentFault.Place {
    fileprivate func below(_ pointer: String) -> Self {
        switch self {
        case .pointer(let own): .pointer(pointer + own)
        case .pointerAt(let own, let position): .pointerAt(pointer + own, position)
        case .position: self
        }
    }
}

extension CaptureJob.Problem {
    init(_ fault: DocumentFault) {
        let pointer =
            switch fault.place {
            case .pointer(let pointer), .pointerAt(let pointer, _): pointer
            case .position: ""
            }
        self.init(type: "ValidationException", detail: fault.message, pointer: pointer)
    }
}
