// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Turns codes into the one string that is a unit's identity.
///
/// The canonical form of a GS1 key is the constrained Digital Link of the CBV 2.0 event hash
/// (`https://id.gs1.org/01/04012345111118/21/987`); its EPC URN and every Digital Link of it have the same.
/// Anything else, also an EPC URN without Digital Link (GID, ADI, BIC, USDoD, IMOVN), is itself without
/// surrounding white space.
package enum CanonicalCode {
    /// The canonical form of a text; what has not the shape of a GS1 key is returned unchanged.
    ///
    /// Judges no check digit and no character set. Never fails. The returned string shares the given one's
    /// storage when that is canonical already.
    package static func canonical(_ text: String) -> String {
        let found = text.utf8.withContiguousStorageIfAvailable { canonical(of: text, $0) }
        return found ?? canonical(String(decoding: Array(text.utf8), as: UTF8.self))
    }

    /// Classifies a code inside an event as leniently as ``canonical(_:)``.
    package static func identify(_ text: String) -> TraceCode {
        let found = text.utf8.withContiguousStorageIfAvailable { bytes -> TraceCode in
            let trimmed = ASCII.trimmed(bytes)
            guard let parts = CodeParts(trimmed) else { return opaque(text, bytes, trimmed) }
            return TraceCode(
                scheme: parts.scheme,
                canonical: canonical(of: text, bytes, trimmed, parts),
                level: parts.level
            )
        }
        return found ?? identify(String(decoding: Array(text.utf8), as: UTF8.self))
    }

    @inline(__always)
    private static func canonical(of text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let trimmed = ASCII.trimmed(bytes)
        guard let parts = CodeParts(trimmed) else {
            return trimmed.count == bytes.count ? text : ASCII.text(trimmed)
        }
        return canonical(of: text, bytes, trimmed, parts)
    }

    @inline(__always)
    private static func canonical(
        of text: String,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ trimmed: UnsafeBufferPointer<UInt8>,
        _ parts: CodeParts
    ) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: CodeParts.capacity) { out in
            let count = parts.write(trimmed, into: out)
            let written = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(out)[0..<count])
            if count == bytes.count, ASCII.areEqual(written, bytes) { return text }
            return String(decoding: written, as: UTF8.self)
        }
    }

    private static func opaque(
        _ text: String,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ trimmed: UnsafeBufferPointer<UInt8>
    ) -> TraceCode {
        let canonical = trimmed.count == bytes.count ? text : ASCII.text(trimmed)
        if let head = CodeParts.urnHead(trimmed), head.kind == .id,
            let scheme = EPCScheme(word: ASCII.word(trimmed, head.scheme)), scheme.key == nil
        {
            return TraceCode(
                scheme: CodeScheme(id: scheme.rawValue),
                canonical: canonical,
                level: .instance
            )
        }
        if let format = CodeSchemeRegistry.format(ofCanonical: canonical) {
            return TraceCode(scheme: format.scheme, canonical: canonical, level: format.level)
        }
        return TraceCode(scheme: .uri, canonical: canonical, level: .other)
    }
}
