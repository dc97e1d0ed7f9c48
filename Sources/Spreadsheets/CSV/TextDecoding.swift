// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation

/// Text of a file as UTF-8: UTF-8 itself, UTF-16 with a byte order mark, or GB 18030, which Chinese versions of
/// spreadsheet programs write.
enum TextDecoding {
    static func utf8(_ bytes: [UInt8]) throws(SheetError) -> ArraySlice<UInt8> {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            guard String(validating: bytes.dropFirst(3), as: UTF8.self) != nil else {
                throw SheetError(.encoding)
            }
            return bytes.dropFirst(3)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try converted(bytes.dropFirst(2), from: "UTF-16LE") }
        if bytes.starts(with: [0xFE, 0xFF]) { return try converted(bytes.dropFirst(2), from: "UTF-16BE") }
        if String(validating: bytes, as: UTF8.self) != nil { return bytes[...] }
        return try converted(bytes[...], from: "GB18030")
    }

    private static func converted(_ bytes: ArraySlice<UInt8>, from encoding: String) throws(SheetError)
        -> ArraySlice<UInt8>
    {
        guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else {
            throw SheetError(.encoding)
        }
        defer { iconv_close(converter) }
        // No character of these encodings needs more than twice its bytes in UTF-8.
        var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
        var input = Array(bytes)
        let written: Int? = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.bindMemory(to: CChar.self).baseAddress
                var to = target.bindMemory(to: CChar.self).baseAddress
                var (left, room) = (source.count, target.count)
                let result = iconv(converter, &from, &left, &to, &room)
                return result == -1 || left > 0 ? nil : target.count - room
            }
        }
        guard let written else { throw SheetError(.encoding) }
        return output[..<written]
    }
}
