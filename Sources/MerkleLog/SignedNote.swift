// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A text with the signatures of one or several names under it (C2SP signed-note).
package struct SignedNote: Sendable, Equatable {
    /// Ends with a line feed.
    package let text: String
    package var signatures: [Line]

    /// One signature: a name, the ID of its key, and bytes that the kind of the key explains.
    package struct Line: Sendable, Equatable {
        package let name: String
        /// Four bytes.
        package let keyID: [UInt8]
        package let bytes: [UInt8]

        package init(by key: VerifierKey, _ bytes: [UInt8]) {
            self.init(name: key.name, keyID: key.id, bytes: bytes)
        }

        init(name: String, keyID: [UInt8], bytes: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.bytes = bytes
        }

        /// The line with its line feed.
        package var text: String { "— \(name) \(Base64.text(keyID + bytes))\n" }
    }

    /// The most signatures that are read.
    private static let signatureLimit = 64

    package init(text: String, signatures: [Line]) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note.
    ///
    /// - Throws: ``LogError`` `note`.
    package init(_ note: String) throws(LogError) {
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
        // The last empty line before the end parts the text from its signatures.
        guard note.hasSuffix("\n"), let gap = lines.dropLast().lastIndex(of: ""), gap > 0 else {
            throw LogError(.note, "a signed note is a text, an empty line and lines of signatures")
        }
        let isPlain = note.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" }
        guard isPlain else { throw LogError(.note, "a signed note holds no control characters") }
        text = lines[..<gap].joined(separator: "\n") + "\n"
        signatures = []
        for line in lines[(gap + 1)...].dropLast() { signatures.append(try Line(line)) }
        guard (1...Self.signatureLimit).contains(signatures.count) else {
            throw LogError(.note, "a signed note has 1 to \(Self.signatureLimit) signatures")
        }
    }

    /// The whole note.
    package var whole: String { text + "\n" + signatures.map(\.text).joined() }

    /// The signatures that may be a key's.
    package func lines(of key: VerifierKey) -> [Line] {
        signatures.filter { $0.name == key.name && $0.keyID == key.id }
    }
}

extension SignedNote.Line {
    /// Reads a line without its line feed.
    ///
    /// - Throws: ``LogError`` `note`.
    package init(_ line: some StringProtocol) throws(LogError) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "—", let bytes = Base64.bytes(parts[2]), bytes.count > 4 else {
            throw LogError(.note, "a signature line is written — <name> <base64>")
        }
        do throws(LogError) { try KeyName.check(parts[1]) } catch { throw LogError(.note, error.reason) }
        self.init(name: String(parts[1]), keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
    }
}
