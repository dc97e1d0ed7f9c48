// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import MerkleLog
import Registry
import SQLStore
import TraceCodes
import TraceEvents
import TraceLedger
import TraceLog
import TraceText

/// The one table from errors of the other modules to answers.
extension Problem {
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let invalid as InvalidDocument: self.init(invalid)
        case let query as QueryError: self.init(query)
        case let ledger as LedgerError: self.init(ledger)
        case let sql as SQLError: self.init(sql)
        case let code as CodeError: self.init(code)
        case let records as UnreadableRecords:
            self.init(.badRequest, .validation, "\(records.text.zh) / \(records.text.en)")
        case let issue as CodeIssueError: self.init(issue)
        case let note as LogError where note.code != .missingHashes:
            self = .invalid("the note cannot be taken: \(note.reason)")
        case let log as LogFailure: self.init(log)
        case let json as JSONFault: self = .invalid("the body is not JSON: \(json)")
        case is CancellationError: self = .overloaded
        default: self.init(.internalServerError, .implementation, "the server failed; its log says why")
        }
    }

    init(_ invalid: InvalidDocument) {
        let faults = invalid.faults.map(Fault.init)
        let first = faults[0]
        let place =
            first.pointer.map { $0.isEmpty ? "" : " at \($0)" } ?? first.position.map { " at \($0)" } ?? ""
        let others = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
        self.init(.badRequest, .validation, first.detail + place + others, faults: faults)
    }

    private init(_ query: QueryError) {
        switch query.code {
        case .parameter: self.init(.badRequest, .queryParameter, query.description)
        case .tooLarge:
            self.init(.init(code: 413, reasonPhrase: "Content Too Large"), .queryTooLarge, query.description)
        case .tooComplex:
            self.init(
                .init(code: 413, reasonPhrase: "Content Too Large"),
                .queryTooComplex,
                query.description
            )
        }
    }

    private init(_ ledger: LedgerError) {
        switch ledger.code {
        case .forbidden: self.init(.forbidden, .security, ledger.reason)
        case .eventIDTaken: self.init(.conflict, .alreadyExists, ledger.reason)
        case .overloaded, .unavailable, .outcomeUnknown:
            self.init(.serviceUnavailable, .implementation, ledger.reason)
            retryAfter = 1
        case .storageFull:
            self.init(.init(code: 507, reasonPhrase: "Insufficient Storage"), .implementation, ledger.reason)
        case .corrupt: self.init(.internalServerError, .implementation, ledger.reason)
        }
    }

    private init(_ sql: SQLError) {
        switch sql.code {
        case .busy:
            self.init(.serviceUnavailable, .implementation, "another process holds the database: try again")
            retryAfter = 2
        case .storageFull, .readOnly:
            self.init(
                .init(code: 507, reasonPhrase: "Insufficient Storage"),
                .implementation,
                "the database cannot be written: \(sql.reason)"
            )
        case .cannotOpen, .connectionLost, .outcomeUnknown:
            self.init(.serviceUnavailable, .implementation, "the database cannot be reached: \(sql.reason)")
            retryAfter = 2
        case .unstorable: self.init(.badRequest, .validation, sql.reason)
        case .constraint, .corrupt, .newerSchema, .unsupported, .other:
            self.init(.internalServerError, .implementation, "the database failed: \(sql.reason)")
        }
    }

    private init(_ issue: CodeIssueError) {
        switch issue.code {
        case .count, .unknownSubject, .unknownProfile, .otherCodes:
            self.init(.badRequest, .validation, issue.reason)
        case .exhausted, .noRange: self.init(.conflict, .validation, issue.reason)
        case .unknownCode: self = .noResource(issue.reason)
        }
    }

    private init(_ log: LogFailure) {
        switch log.code {
        case .outOfRange: self.init(.badRequest, .queryParameter, log.reason)
        case .refused: self.init(.badRequest, .validation, log.reason)
        case .notYet:
            self.init(.notFound, .noSuchResource, log.reason)
            retryAfter = 1
        case .damaged, .otherLog: self.init(.internalServerError, .implementation, log.reason)
        }
    }

    init(_ code: CodeError) {
        self.init(
            .badRequest,
            .validation,
            code.description,
            faults: [Fault(code: code.code.rawValue, pointer: nil, position: nil, detail: code.reason)]
        )
    }
}

extension Problem.Fault {
    init(_ fault: DocumentFault) {
        switch fault.place {
        case .pointer(let pointer):
            self.init(code: fault.code.rawValue, pointer: pointer, position: nil, detail: fault.message)
        case .position(let position):
            self.init(code: fault.code.rawValue, pointer: nil, position: position, detail: fault.message)
        case .pointerAt(let pointer, let position):
            self.init(code: fault.code.rawValue, pointer: pointer, position: position, detail: fault.message)
        }
    }
}
