// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibPQ
import Glibc

/// Waiting for the server, but not for one that is gone.
///
/// libpq's own calls wait for ever. A machine that hangs keeps its connections open, so nothing but silence tells;
/// and silence may also mean much work. So whenever it lasts, the server is asked for a sign of life.
extension PostgreSQLSession {
    /// Milliseconds of silence after which the server is asked.
    private static let silence: Int32 = 10_000

    /// The last result of what was just sent; in a COPY the one that asks for rows.
    ///
    /// - Parameters:
    ///   - isSent: what libpq's sending function returned.
    ///   - isCommit: whether to give up after one silence in any case: a commit is short work, and may be waiting for
    ///     a standby that is gone.
    /// - Throws: ``SQLError`` `connectionLost`; `cannotOpen` where the server does not answer any more.
    func answer(to isSent: Int32, isCommit: Bool = false) throws(SQLError) -> OpaquePointer? {
        guard isSent == 1 else { throw failure(nil) }
        try flush()
        var last: OpaquePointer?
        while true {
            while PQisBusy(handle) == 1 {
                try wait(for: POLLIN, isCommit: isCommit)
                // Where this fails, the result says why.
                guard PQconsumeInput(handle) == 1 else { break }
            }
            guard let next = PQgetResult(handle) else { return last }
            PQclear(last)
            last = next
            if PQresultStatus(next) == PGRES_COPY_IN { return last }
        }
    }

    /// Sends what libpq holds, so that it does not hold much.
    func flush() throws(SQLError) {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                try wait(for: POLLIN | POLLOUT, isCommit: false)
                // A server that is sending does not read before it is heard.
                guard PQconsumeInput(handle) == 1 else { throw failure(nil) }
            default: throw failure(nil)
            }
        }
    }

    private func wait(for events: Int32, isCommit: Bool) throws(SQLError) {
        while true {
            var socket = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            let ready = poll(&socket, 1, Self.silence)
            if ready > 0 { return }
            if ready < 0, errno == EINTR { continue }
            if ready == 0, !isCommit, address.answers(at: handle) { continue }
            isAbandoned = true
            throw SQLError(.cannotOpen, "PostgreSQL does not answer")
        }
    }
}

/// Notices, which else would go to standard error, the operator's log.
extension PostgreSQLSession {
    /// Takes the one notice that changes what a commit is worth.
    func hear() {
        // The session outlives its handle's last call.
        let session = Unmanaged.passUnretained(self).toOpaque()
        PQsetNoticeReceiver(
            handle,
            { session, result in
                guard let session, let result,
                    // The letter of PG_DIAG_SOURCE_FUNCTION, whose macro Swift cannot read; messages are translated.
                    let function = PQresultErrorField(result, Int32(UInt8(ascii: "R"))),
                    String(cString: function) == "SyncRepWaitForLSN"
                else { return }
                Unmanaged<PostgreSQLSession>.fromOpaque(session).takeUnretainedValue().isOnOneDisk = true
            },
            session
        )
    }
}
