// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension ElementString {
    /// Reads the bracketed form, `(01)04012345111118(21)987`.
    ///
    /// - Throws: `malformed`, `unknownIdentifier`, `length`, `character`, `checkDigit`, `content`, with the
    ///   identifier and the offset.
    package init(bracketed text: String, options: Options = []) throws(CodeError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.byteLimit else { throw CodeError(.tooLong(limit: Self.byteLimit)) }
        var elements: [Element] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "("),
                let close = bytes[index...].firstIndex(of: UInt8(ascii: ")"))
            else { throw CodeError(.malformed(.bracketed), offset: index) }
            let digits = String(decoding: bytes[index + 1..<close], as: UTF8.self)
            let table = ApplicationIdentifierTable.standard
            guard
                let identifier = table.identifier(
                    digits,
                    permitsUnknown: options.contains(.unknownIdentifiers)
                )
            else { throw CodeError(.unknownIdentifier(digits), offset: index + 1) }
            let (value, offsets, end) = Self.bracketedValue(bytes, from: close + 1)
            do throws(CodeError) {
                try identifier.check(value)
            } catch {
                let offset = error.offset.map { $0 < offsets.count ? offsets[$0] : end }
                throw CodeError(error.fault, identifier: error.identifier, offset: offset ?? close + 1)
            }
            elements.append(Element(identifier, String(decoding: value, as: UTF8.self)))
            guard elements.count <= Self.limit else { throw CodeError(.tooLong(limit: Self.limit)) }
            index = end
        }
        guard !elements.isEmpty else { throw CodeError(.empty) }
        self.init(elements: elements)
    }

    /// The value up to the next bracket that no backslash precedes, and where each byte of it stood.
    private static func bracketedValue(
        _ bytes: [UInt8],
        from start: Int
    ) -> (value: [UInt8], offsets: [Int], end: Int) {
        var value: [UInt8] = []
        var offsets: [Int] = []
        var index = start
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "(") {
                guard value.last == UInt8(ascii: "\\") else { break }
                value.removeLast()
                offsets.removeLast()
            }
            value.append(bytes[index])
            offsets.append(index)
            index += 1
        }
        return (value, offsets, index)
    }

    /// Reads the data of a barcode, in which `^` or ASCII GS stands for FNC1; one must come first.
    ///
    /// - Throws: `malformed`, `unknownIdentifier`, `length`, `character`, `checkDigit`, `content`, with the
    ///   identifier and the offset.
    package init(raw text: String, options: Options = []) throws(CodeError) {
        guard let first = text.utf8.first, Self.isSeparator(first) else {
            throw CodeError(.malformed(.leadingSeparator), offset: 0)
        }
        do throws(CodeError) {
            try self.init(data: String(decoding: text.utf8.dropFirst(), as: UTF8.self), options: options)
        } catch {
            throw error.moved(by: 1)
        }
    }

    /// Reads the data of a barcode without the leading FNC1, as a scanner sends it.
    ///
    /// - Throws: as ``init(raw:options:)``.
    package init(data text: String, options: Options = []) throws(CodeError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.byteLimit else { throw CodeError(.tooLong(limit: Self.byteLimit)) }
        guard !bytes.isEmpty else { throw CodeError(.malformed(.noData), offset: 0) }
        var elements: [Element] = []
        var index = 0
        while index < bytes.count {
            let table = ApplicationIdentifierTable.standard
            guard
                let identifier = table.identifier(
                    atFrontOf: bytes[index...],
                    permitsUnknown: options.contains(.unknownIdentifiers)
                )
            else {
                let digits = String(decoding: bytes[index...].prefix(4), as: UTF8.self)
                throw CodeError(.unknownIdentifier(digits), offset: index)
            }
            let start = index + identifier.digits.utf8.count
            var end = bytes[start...].firstIndex(where: Self.isSeparator) ?? bytes.count
            if identifier.isFixedLength { end = min(end, start + identifier.length.upperBound) }
            do throws(CodeError) {
                try identifier.check(Array(bytes[start..<end]))
            } catch {
                throw CodeError(
                    error.fault,
                    identifier: error.identifier,
                    offset: start + (error.offset ?? 0)
                )
            }
            elements.append(Element(identifier, String(decoding: bytes[start..<end], as: UTF8.self)))
            guard elements.count <= Self.limit else { throw CodeError(.tooLong(limit: Self.limit)) }
            index = end
            if index < bytes.count, Self.isSeparator(bytes[index]) { index += 1 }
        }
        self.init(elements: elements)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == ASCII.caret || byte == ASCII.groupSeparator
    }
}
