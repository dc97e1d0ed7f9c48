// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CZstd
import Synchronization
import TraceEvents

/// Packs and unpacks the stored body of an event: its JSON, compressed with a dictionary.
///
/// The dictionary holds what nearly every event says, so that even a body of 400 bytes shrinks to a quarter. The
/// first byte of a packed body names the dictionary, so that a later one can stand beside it. Four bytes of checksum
/// let a bit that flipped on a disk be found at reading; without them zstd unpacks most flips to another text.
package final class BodyCodec: Sendable {
    private let contexts = Mutex<[Context]>([])

    package init() {}

    /// The most bytes that an unpacked body may have; a damaged length must not take all memory.
    private static let limit = 64 << 20

    func pack(_ body: [UInt8]) -> [UInt8] {
        with { context in
            let bound = ZSTD_compressBound(body.count)
            return [UInt8](unsafeUninitializedCapacity: bound + 1) { target, count in
                target[0] = BodyDictionary.newest.number
                let written = ZSTD_compress2(
                    context.compressor,
                    target.baseAddress.map { $0 + 1 },
                    bound,
                    body,
                    body.count
                )
                precondition(ZSTD_isError(written) == 0, "a buffer of the bound's size always suffices")
                count = written + 1
            }
        }
    }

    /// The event of a packed body.
    ///
    /// - Throws: ``LedgerError`` `corrupt`, also where the body unpacks but is no event: whoever asks is not at fault.
    func event(_ packed: [UInt8]) throws(LedgerError) -> Event {
        let body = try unpack(packed)
        do { return try EPCISJSON.event(stored: body) } catch {
            throw LedgerError(.corrupt, "a stored event is damaged: \(error.faults[0].message)")
        }
    }

    /// - Throws: ``LedgerError`` `corrupt`.
    func unpack(_ packed: [UInt8]) throws(LedgerError) -> [UInt8] {
        guard let dictionary = packed.first.flatMap(BodyDictionary.numbered) else {
            throw LedgerError(.corrupt, "a stored event has a body format that this version does not know")
        }
        let unpacked: [UInt8]? = packed.withUnsafeBytes { bytes in
            let source = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
            let size = ZSTD_getFrameContentSize(source.baseAddress, source.count)
            guard size <= UInt64(Self.limit) else { return nil }
            return with { context in
                var isSound = true
                let body = [UInt8](unsafeUninitializedCapacity: Int(size)) { target, count in
                    let written = ZSTD_decompress_usingDDict(
                        context.decompressor,
                        target.baseAddress,
                        Int(size),
                        source.baseAddress,
                        source.count,
                        dictionary.expanding
                    )
                    isSound = ZSTD_isError(written) == 0
                    count = isSound ? written : 0
                }
                return isSound ? body : nil
            }
        }
        guard let unpacked else { throw LedgerError(.corrupt, "a stored event cannot be unpacked") }
        return unpacked
    }

    private func with<Value>(_ body: (Context) -> Value) -> Value {
        let context = contexts.withLock { $0.popLast() } ?? Context()
        defer { contexts.withLock { $0.append(context) } }
        return body(context)
    }

    /// The working memory of one (de)compression.
    ///
    /// Unchecked because the pointers are used by one caller at a time: who takes a context from the list has it
    /// alone until it is put back.
    private final class Context: @unchecked Sendable {
        let compressor: OpaquePointer?
        let decompressor: OpaquePointer?

        init() {
            compressor = ZSTD_createCCtx()
            ZSTD_CCtx_setParameter(compressor, ZSTD_c_checksumFlag, 1)
            // The first byte names the dictionary.
            ZSTD_CCtx_setParameter(compressor, ZSTD_c_dictIDFlag, 0)
            ZSTD_CCtx_refCDict(compressor, BodyDictionary.newest.dictionary.compressing)
            decompressor = ZSTD_createDCtx()
        }

        deinit {
            ZSTD_freeCCtx(compressor)
            ZSTD_freeDCtx(decompressor)
        }
    }
}
