// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CMinizip

/// The parts of a workbook, which is a ZIP archive (ISO/IEC 29500-2), read out of memory.
///
/// Confined to the thread that made it: the archive's C handle is not shared.
final class PackedParts {
    private let file: MemoryFile
    private let archive: unzFile
    private let limit: Int
    /// Bytes that were unpacked so far, all parts together.
    private var unpacked = 0

    /// - Parameter limit: bytes that may be unpacked altogether.
    init(_ bytes: [UInt8], limit: Int) throws(SheetError) {
        if bytes.starts(with: SheetFormat.compound) { throw SheetError(.locked) }
        guard bytes.starts(with: [0x50, 0x4B]) else { throw SheetError(.notATable) }
        self.limit = limit
        file = MemoryFile(bytes)
        var functions = file.functions
        guard let archive = unzOpen2("", &functions) else { throw SheetError(.corrupt) }
        self.archive = archive
    }

    deinit { unzClose(archive) }

    /// Gives a part piece by piece; false where there is none of the name.
    func read(_ name: String, _ take: (UnsafeBufferPointer<CChar>, _ isLast: Bool) throws(SheetError) -> Void)
        throws(SheetError) -> Bool
    {
        // Names of parts are compared without regard to case.
        guard unzLocateFile(archive, name, 2) == UNZ_OK else { return false }
        var head = unz_file_info()
        guard unzGetCurrentFileInfo(archive, &head, nil, 0, nil, 0, nil, 0) == UNZ_OK else {
            throw SheetError(.corrupt, sheet: name)
        }
        if head.flag & 1 != 0 { throw SheetError(.locked) }
        // An archive of 64 bits may claim a length that no number holds.
        try count(Int(clamping: head.uncompressed_size), name, isAdded: false)
        guard unzOpenCurrentFile(archive) == UNZ_OK else { throw SheetError(.corrupt, sheet: name) }
        var isOpen = true
        defer { if isOpen { unzCloseCurrentFile(archive) } }
        var buffer = [CChar](repeating: 0, count: 64 << 10)
        while true {
            let length = Int(unzReadCurrentFile(archive, &buffer, UInt32(buffer.count)))
            guard length >= 0 else { throw SheetError(.corrupt, sheet: name) }
            try count(length, name, isAdded: true)
            try Self.give(buffer, length, take)
            if length == 0 { break }
        }
        isOpen = false
        guard unzCloseCurrentFile(archive) == UNZ_OK else { throw SheetError(.corrupt, sheet: name) }
        return true
    }

    /// What the directory says of a length counts before anything is unpacked; what comes out counts all the same.
    private func count(_ bytes: Int, _ name: String, isAdded: Bool) throws(SheetError) {
        guard bytes <= limit - unpacked else {
            throw SheetError(.tooLarge, sheet: name, expected: "\(limit)")
        }
        if isAdded { unpacked += bytes }
    }

    private static func give(
        _ buffer: [CChar],
        _ length: Int,
        _ take: (UnsafeBufferPointer<CChar>, Bool) throws(SheetError) -> Void
    ) throws(SheetError) {
        var fault: SheetError?
        buffer.withUnsafeBufferPointer { bytes in
            do throws(SheetError) {
                try take(UnsafeBufferPointer(rebasing: bytes[..<length]), length == 0)
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
    }
}

/// Bytes in memory that minizip reads as a file.
private final class MemoryFile {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Functions that work on this file; it must outlive the archive that uses them.
    var functions: zlib_filefunc_def {
        zlib_filefunc_def(
            zopen_file: { opaque, _, _ in opaque },
            zread_file: { opaque, _, buffer, size in
                UInt(MemoryFile.at(opaque).read(into: buffer, size: Int(size)))
            },
            zwrite_file: { _, _, _, _ in 0 },
            ztell_file: { opaque, _ in MemoryFile.at(opaque).position },
            zseek_file: { opaque, _, offset, origin in
                MemoryFile.at(opaque).seek(Int(bitPattern: offset), origin) ? 0 : -1
            },
            zclose_file: { _, _ in 0 },
            zerror_file: { _, _ in 0 },
            opaque: Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private static func at(_ opaque: UnsafeMutableRawPointer?) -> MemoryFile {
        guard let opaque else { preconditionFailure("minizip lost its file") }
        return Unmanaged<MemoryFile>.fromOpaque(opaque).takeUnretainedValue()
    }

    private func read(into buffer: UnsafeMutableRawPointer?, size: Int) -> Int {
        let count = max(0, min(size, bytes.count - position))
        guard count > 0, let buffer else { return 0 }
        bytes[position..<position + count].withUnsafeBytes { piece in
            UnsafeMutableRawBufferPointer(start: buffer, count: count).copyMemory(from: piece)
        }
        position += count
        return count
    }

    private func seek(_ offset: Int, _ origin: Int32) -> Bool {
        let base =
            switch origin {
            case ZLIB_FILEFUNC_SEEK_SET: 0
            case ZLIB_FILEFUNC_SEEK_CUR: position
            default: bytes.count
            }
        let (target, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, target >= 0, target <= bytes.count else { return false }
        position = target
        return true
    }
}
