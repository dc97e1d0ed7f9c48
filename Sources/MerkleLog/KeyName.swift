// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The rule for names of keys and logs (C2SP signed-note): not empty, no space, no plus, no control character.
enum KeyName {
    static let limit = 255

    /// - Throws: ``LogError`` `key`.
    static func check(_ name: some StringProtocol) throws(LogError) {
        let isSound =
            !name.isEmpty && name.utf8.count <= limit
            && name.unicodeScalars.allSatisfy {
                $0.value > 0x20 && $0.value != 0x7F && $0 != "+" && !$0.properties.isWhitespace
            }
        guard isSound else {
            throw LogError(
                .key,
                "“\(name)” is no name of a key or log: it has 1 to \(limit) bytes, without spaces and plus signs"
            )
        }
    }
}
