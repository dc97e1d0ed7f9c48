// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The rules for North American coupon codes: (8110) and the positive offer file (8112).
///
/// Fields follow each other, many with a digit before them that tells their length.
enum CouponRules {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// (8112): format, funder, offer and serial number.
    static func positiveOffer(_ bytes: Bytes) throws(LinterFault) {
        try LinterRules.digits(bytes)
        var reader = Reader(bytes: bytes)
        try reader.choice("01", .couponMissingFormat, .couponFormat)
        try reader.field(
            lengths: 0...6,
            plus: 6,
            (.couponMissingFunderLength, .couponFunderLength, .couponFunderTruncated)
        )
        try reader.skip(6, .couponOfferTruncated)
        try reader.field(
            lengths: 0...9,
            plus: 6,
            (.couponMissingSerialLength, .couponMissingSerialLength, .couponSerialTruncated)
        )
        try reader.end()
    }

    /// (8110): prefix, offer, value and first purchase, then numbered fields that may be left out.
    static func coupon(_ bytes: Bytes) throws(LinterFault) {
        try LinterRules.digits(bytes)
        var reader = Reader(bytes: bytes)
        try reader.companyPrefix(
            (.couponMissingPrefixLength, .couponPrefixLength, .couponPrefixTruncated),
            0...6
        )
        try reader.skip(6, .couponOfferTruncated)
        try reader.field(
            lengths: 1...5,
            plus: 0,
            (.couponMissingValueLength, .couponValueLength, .couponValueTruncated)
        )
        try reader.purchase(
            (.couponMissingFirstLength, .couponFirstLength, .couponFirstTruncated),
            (.couponMissingFirstCode, .couponFirstCode, .couponFirstFamilyTruncated)
        )
        if reader.takes("1") {
            try reader.choice("0123", .couponMissingRules, .couponRules)
            try reader.purchase(
                (.couponMissingSecondLength, .couponSecondLength, .couponSecondTruncated),
                (.couponMissingSecondCode, .couponSecondCode, .couponSecondFamilyTruncated)
            )
            try reader.optionalPrefix(
                (.couponMissingSecondPrefixLength, .couponSecondPrefixLength, .couponSecondPrefixTruncated)
            )
        }
        if reader.takes("2") {
            try reader.purchase(
                (.couponMissingThirdLength, .couponThirdLength, .couponThirdTruncated),
                (.couponMissingThirdCode, .couponThirdCode, .couponThirdFamilyTruncated)
            )
            try reader.optionalPrefix(
                (.couponMissingThirdPrefixLength, .couponThirdPrefixLength, .couponThirdPrefixTruncated)
            )
        }
        try dates(&reader)
        try ending(&reader)
    }

    private static func dates(_ reader: inout Reader) throws(LinterFault) {
        var expiry: Range<Int>?
        if reader.takes("3") { expiry = try reader.date(.couponExpiryTruncated, .couponExpiry) }
        guard reader.takes("4") else { return }
        let start = try reader.date(.couponStartTruncated, .couponStart)
        if let expiry, reader.bytes[expiry].lexicographicallyPrecedes(reader.bytes[start]) {
            throw LinterFault(.couponExpiryBeforeStart, start.lowerBound - 8, 14)
        }
    }

    private static func ending(_ reader: inout Reader) throws(LinterFault) {
        if reader.takes("5") {
            try reader.field(
                lengths: 0...9,
                plus: 6,
                (.couponMissingSerialLength, .couponMissingSerialLength, .couponSerialTruncated)
            )
        }
        if reader.takes("6") {
            try reader.companyPrefix(
                (.couponMissingRetailerLength, .couponRetailerLength, .couponRetailerTruncated),
                1...7
            )
        }
        if reader.takes("9") {
            try reader.choice("01256", .couponMissingValueCode, .couponValueCode)
            try reader.choice("012", .couponMissingApplies, .couponApplies)
            try reader.choice("0123456789", .couponMissingStoreFlag, .couponMissingStoreFlag)
            try reader.choice("01", .couponMissingMultiplyFlag, .couponMultiplyFlag)
        }
        try reader.end()
    }

    /// The kinds for a length digit that is missing or not allowed, and for a field that is too short.
    typealias Kinds = (missing: LinterFault.Kind, length: LinterFault.Kind, truncated: LinterFault.Kind)

    /// Takes fields off the front of the digits.
    struct Reader {
        let bytes: Bytes
        private var offset = 0

        init(bytes: Bytes) {
            self.bytes = bytes
        }

        private var rest: Int { bytes.count - offset }

        mutating func takes(_ digit: Unicode.Scalar) -> Bool {
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: digit) else { return false }
            offset += 1
            return true
        }

        mutating func skip(_ count: Int, _ truncated: LinterFault.Kind) throws(LinterFault) {
            guard rest >= count else {
                throw rest == 0
                    ? LinterFault(truncated, 0, bytes.count) : LinterFault(truncated, offset, rest)
            }
            offset += count
        }

        mutating func choice(
            _ allowed: StaticString,
            _ missing: LinterFault.Kind,
            _ wrong: LinterFault.Kind
        ) throws(LinterFault) {
            guard offset < bytes.count else { throw LinterFault(missing, 0, bytes.count) }
            let isAllowed = allowed.withUTF8Buffer { $0.contains(bytes[offset]) }
            if !isAllowed { throw LinterFault(wrong, offset, 1) }
            offset += 1
        }

        mutating func length(_ lengths: ClosedRange<Int>, _ kinds: Kinds) throws(LinterFault) -> Int {
            guard offset < bytes.count else { throw LinterFault(kinds.missing, 0, bytes.count) }
            let length = Int(bytes[offset] - ASCII.zero)
            guard lengths.contains(length) else { throw LinterFault(kinds.length, offset, 1) }
            offset += 1
            return length
        }

        mutating func field(
            lengths: ClosedRange<Int>,
            plus: Int,
            _ kinds: Kinds
        ) throws(LinterFault) {
            try skip(try length(lengths, kinds) + plus, kinds.truncated)
        }

        mutating func companyPrefix(_ kinds: Kinds, _ lengths: ClosedRange<Int>) throws(LinterFault) {
            try field(lengths: lengths, plus: 6, kinds)
        }

        /// A prefix of 6 to 12 digits, or the digit 9 for none.
        mutating func optionalPrefix(_ kinds: Kinds) throws(LinterFault) {
            if takes("9") { return }
            try companyPrefix(kinds, 0...6)
        }

        mutating func purchase(_ amount: Kinds, _ family: Kinds) throws(LinterFault) {
            try field(lengths: 1...5, plus: 0, amount)
            try choice("012349", family.missing, family.length)
            try skip(3, family.truncated)
        }

        mutating func date(
            _ truncated: LinterFault.Kind,
            _ wrong: LinterFault.Kind
        ) throws(LinterFault) -> Range<Int> {
            try skip(6, truncated)
            let range = offset - 6..<offset
            if Linter.yymmdd.fault(in: UnsafeBufferPointer(rebasing: bytes[range])) != nil {
                throw LinterFault(wrong, range.lowerBound, 6)
            }
            return range
        }

        func end() throws(LinterFault) {
            if rest > 0 { throw LinterFault(.couponExcess, offset, rest) }
        }
    }
}
