// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation

/// Nobody has a database's file open, and nobody can open it while this lasts.
///
/// SQLite holds a lock on a file in WAL mode as long as it is open, also while nothing is asked of it; so a lock on the
/// whole file is given to whoever is alone. It needs nothing of what is in the file, which may be damaged. The lock
/// belongs to the open file and not to the process, so it is not lost when another descriptor is closed.
struct FileLease {
    private let descriptor: Int32

    /// Nil where there is no such file.
    ///
    /// - Throws: the exit code, after a note that names who has it open.
    static func take(_ path: String) throws(ExitCode) -> FileLease? {
        let descriptor = Glibc.open(path, O_RDWR)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            Terminal.note("\(path): cannot be opened: \(String(cString: strerror(errno)))")
            throw .inputOutput
        }
        var lock = wholeFile()
        guard fcntl(descriptor, openFileSetLock, &lock) != 0 else { return FileLease(descriptor: descriptor) }
        lock = wholeFile()
        let holder =
            fcntl(descriptor, openFileGetLock, &lock) == 0 && lock.l_pid > 0
            ? "process \(lock.l_pid)" : "a process"
        close(descriptor)
        Terminal.note(
            "\(path) is in use: \(holder) has it open. Stop the server, and whatever else works on it, first."
        )
        throw .negative
    }

    // Of <fcntl.h>, which gives them under _GNU_SOURCE only.
    private static let (openFileGetLock, openFileSetLock): (Int32, Int32) = (36, 37)

    private init(descriptor: Int32) { self.descriptor = descriptor }

    private static func wholeFile() -> flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    /// Lets others open the file again.
    func end() { close(descriptor) }
}
