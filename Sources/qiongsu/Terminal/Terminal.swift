// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ArgumentParser
import Foundation

/// What a command says: results on standard output, everything else on standard error.
enum Terminal {
    /// A line of the result.
    static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

    /// A remark or error for the person at the terminal, in place of a progress bar that stands there.
    static func note(_ text: String) {
        clearLine()
        write(text + "\n", to: .standardError)
    }

    static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }

    /// Writes a file that somebody named.
    ///
    /// - Throws: the exit code, after a note.
    static func write(_ bytes: [UInt8], toFile path: String) throws(ExitCode) {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            note("\(path): cannot be written: \(error.localizedDescription)")
            throw .inputOutput
        }
    }

    static var showsProgress: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

    fileprivate static func clearLine() {
        if showsProgress { write("\r\u{1B}[K", to: .standardError) }
    }

    fileprivate static func write(_ text: String, to handle: FileHandle) { handle.write(Data(text.utf8)) }
}

/// A bar that shows how far long work is; nothing where standard error is no terminal.
final class ProgressBar: Sendable {
    private let label: String

    init(_ label: String) {
        self.label = label
    }

    func show(_ done: Int, of total: Int) {
        guard Terminal.showsProgress, total > 0 else { return }
        let width = 30
        let filled = min(width, done * width / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
        Terminal.write("\r\(label) \(bar) \(done)/\(total)", to: .standardError)
    }

    func finish() { Terminal.clearLine() }
}
