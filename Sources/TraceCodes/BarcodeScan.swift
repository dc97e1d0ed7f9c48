// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// What a barcode scanner sends: a symbology identifier (ISO/IEC 15424) and the data.
package struct BarcodeScan: Sendable, Hashable {
    /// The kind of barcode.
    package let symbology: Symbology
    /// The data.
    package let message: Message

    /// The kinds of barcode that carry GS1 data. One identifier may stand for several; the first is named.
    package enum Symbology: String, Sendable, CaseIterable {
        /// GS1-128 (`]C1`).
        case gs1128 = "C1"
        /// EAN-13, UPC-A and UPC-E (`]E0`).
        case ean13 = "E0"
        /// EAN-8 (`]E4`).
        case ean8 = "E4"
        /// GS1 DataBar and GS1 composite symbols (`]e0`).
        case dataBar = "e0"
        /// Data Matrix (`]d1`).
        case dataMatrix = "d1"
        /// GS1 DataMatrix (`]d2`).
        case gs1DataMatrix = "d2"
        /// QR Code (`]Q1`).
        case qr = "Q1"
        /// GS1 QR Code (`]Q3`).
        case gs1QR = "Q3"
        /// DotCode (`]J0`).
        case dotCode = "J0"
        /// GS1 DotCode (`]J1`).
        case gs1DotCode = "J1"

        /// Whether the data is an element string.
        package var carriesElements: Bool {
            switch self {
            case .gs1128, .dataBar, .gs1DataMatrix, .gs1QR, .gs1DotCode: true
            case .ean13, .ean8, .dataMatrix, .qr, .dotCode: false
            }
        }
    }

    /// The data by its form.
    package enum Message: Sendable, Hashable {
        /// An element string.
        case elements(ElementString)
        /// A retail number of 8 or 13 digits, and the element string of a composite symbol above it.
        case retail(String, composite: ElementString?)
        /// A Digital Link and its text.
        case link(DigitalLink, String)
        /// Other text.
        case text(String)
    }

    /// Reads what a scanner sent.
    ///
    /// - Throws: `malformed` without a known symbology identifier, and the errors of the data.
    package init(_ text: String) throws(CodeError) {
        let head = text.utf8.prefix(3)
        guard head.count == 3, head.first == UInt8(ascii: "]"),
            let symbology = Symbology(rawValue: String(decoding: head.dropFirst(), as: UTF8.self))
        else { throw CodeError(.malformed(.symbology), offset: 0) }
        self.symbology = symbology
        let data = String(decoding: text.utf8.dropFirst(3), as: UTF8.self)
        do throws(CodeError) {
            message = try Self.message(data, symbology)
        } catch {
            throw error.moved(by: 3)
        }
    }

    private static func message(_ data: String, _ symbology: Symbology) throws(CodeError) -> Message {
        switch symbology {
        case .ean13: return try retail(data, 13)
        case .ean8: return try retail(data, 8)
        default: break
        }
        if symbology.carriesElements { return .elements(try elements(data)) }
        let schemes = ["https://", "HTTPS://", "http://", "HTTP://"]
        guard schemes.contains(where: { data.utf8.starts(with: $0.utf8) }) else { return .text(data) }
        return .link(try DigitalLink(data), data)
    }

    private static func elements(_ data: String) throws(CodeError) -> ElementString {
        if let offset = Array(data.utf8).firstIndex(of: ASCII.caret) {
            throw CodeError(.malformed(.caret), offset: offset)
        }
        return try ElementString(data: data)
    }

    private static func retail(_ data: String, _ length: Int) throws(CodeError) -> Message {
        let number = String(decoding: data.utf8.prefix(length), as: UTF8.self)
        let bytes = Array(number.utf8)
        if let offset = bytes.firstIndex(where: { !ASCII.isDigit($0) }) {
            throw CodeError(.malformed(.retail), offset: offset)
        }
        guard bytes.count == length else {
            throw CodeError(.length(found: bytes.count, allowed: length...length), offset: bytes.count)
        }
        let right = CheckDigit.gs1(bytes.dropLast())
        guard bytes[length - 1] == right else {
            throw CodeError(
                .checkDigit(
                    position: length,
                    found: Character(Unicode.Scalar(bytes[length - 1])),
                    expected: Character(Unicode.Scalar(right))
                ),
                offset: length - 1
            )
        }
        let rest = data.utf8.dropFirst(length)
        guard !rest.isEmpty else { return .retail(number, composite: nil) }
        guard rest.starts(with: "|]e0".utf8) else {
            throw CodeError(.malformed(.retail), offset: length)
        }
        do throws(CodeError) {
            let composite = try elements(String(decoding: rest.dropFirst(4), as: UTF8.self))
            return .retail(number, composite: composite)
        } catch {
            throw error.moved(by: length + 4)
        }
    }
}
