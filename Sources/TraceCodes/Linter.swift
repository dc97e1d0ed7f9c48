// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A rule of the GS1 syntax dictionary on the content of a value or a part of it.
///
/// Names, order of the checks and reported places are those of the dictionary's reference routines. The
/// company prefix rules look at the first four characters only: which prefixes exist is not public.
package enum Linter: String, CaseIterable, Sendable {
    case cset39, cset64, cset82, csetnumeric
    case csum, csumalpha, gcppos1, gcppos2
    case hasnondigit, hyphen, importeridx, nonzero, nozeroprefix, pcenc, pieceoftotal, posinseqslash
    case winding, yesno, zero
    case hh, hhmi, mi, ss, yymmd0, yymmdd, yyyymmd0, yyyymmdd
    case iban, iso3166, iso3166999, iso3166alpha2, iso4217, iso5218, latitude, longitude, mediatype
    case packagetype
    case couponcode, couponposoffer

    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The first fault in a value, `nil` when it keeps the rule.
    package func fault(in value: [UInt8]) -> LinterFault? {
        value.withUnsafeBufferPointer { fault(in: $0) }
    }

    func fault(in bytes: Bytes) -> LinterFault? {
        do throws(LinterFault) {
            try check(bytes)
            return nil
        } catch {
            return error
        }
    }

    private func check(_ bytes: Bytes) throws(LinterFault) {
        switch self {
        case .csetnumeric: try LinterRules.digits(bytes)
        case .cset39: try LinterRules.each(bytes, .set39, LinterRules.isSet39)
        case .cset64: try LinterRules.set64(bytes)
        case .cset82: try LinterRules.each(bytes, .set82, CharacterSet82.contains)
        case .csum: try LinterRules.checkDigit(bytes)
        case .csumalpha: try LinterRules.checkPair(bytes)
        case .gcppos1: try LinterRules.companyPrefix(bytes, from: 0)
        case .gcppos2: try LinterRules.companyPrefix(bytes, from: 1)
        case .hasnondigit: try LinterRules.hasNonDigit(bytes)
        case .hyphen: try LinterRules.hyphen(bytes)
        case .importeridx: try LinterRules.importerIndex(bytes)
        case .nonzero: try LinterRules.nonZero(bytes)
        case .nozeroprefix: try LinterRules.noZeroPrefix(bytes)
        case .pcenc: try LinterRules.percent(bytes)
        case .pieceoftotal: try LinterRules.pieceOfTotal(bytes)
        case .posinseqslash: try LinterRules.positionInSequence(bytes)
        case .winding: try LinterRules.oneOf("019", bytes, .winding)
        case .yesno: try LinterRules.oneOf("01", bytes, .notZeroOrOne)
        case .iso5218: try LinterRules.oneOf("0129", bytes, .sex)
        case .zero: try LinterRules.zero(bytes)
        case .latitude: try LinterRules.degrees(bytes, 1_800_000_000, .latitudeLength, .latitude)
        case .longitude: try LinterRules.degrees(bytes, 3_600_000_000, .longitudeLength, .longitude)
        case .hh, .hhmi, .mi, .ss, .yymmd0, .yymmdd, .yyyymmd0, .yyyymmdd: try checkTime(bytes)
        case .iban, .iso3166, .iso3166999, .iso3166alpha2, .iso4217, .mediatype, .packagetype:
            try checkList(bytes)
        case .couponcode: try CouponRules.coupon(bytes)
        case .couponposoffer: try CouponRules.positiveOffer(bytes)
        }
    }

    private func checkTime(_ bytes: Bytes) throws(LinterFault) {
        switch self {
        case .hh: try LinterRules.hour(bytes, from: 0)
        case .mi: try LinterRules.minute(bytes, from: 0)
        case .ss:
            try LinterRules.pair(bytes, 0, 59, (.secondTooShort, .secondTooLong, .second))
        case .hhmi:
            guard bytes.count == 4 else {
                let kind: LinterFault.Kind = bytes.count < 4 ? .hourMinuteTooShort : .hourMinuteTooLong
                throw LinterFault(kind, 0, bytes.count)
            }
            try LinterRules.hour(UnsafeBufferPointer(rebasing: bytes[0..<2]), from: 0)
            try LinterRules.minute(UnsafeBufferPointer(rebasing: bytes[2..<4]), from: 2)
        case .yymmd0: try LinterRules.date(bytes, yearDigits: 2, allowsNoDay: true)
        case .yymmdd: try LinterRules.date(bytes, yearDigits: 2, allowsNoDay: false)
        case .yyyymmd0: try LinterRules.date(bytes, yearDigits: 4, allowsNoDay: true)
        default: try LinterRules.date(bytes, yearDigits: 4, allowsNoDay: false)
        }
    }

    private func checkList(_ bytes: Bytes) throws(LinterFault) {
        switch self {
        case .iban: try LinterRules.iban(bytes)
        case .iso3166: try LinterRules.listed(bytes, CodeLists.countries, .country)
        case .iso3166999:
            guard !bytes.elementsEqual("999".utf8) else { return }
            try LinterRules.listed(bytes, CodeLists.countries, .countryOr999)
        case .iso3166alpha2: try LinterRules.listed(bytes, CodeLists.countryLetters, .countryLetters)
        case .iso4217: try LinterRules.listed(bytes, CodeLists.currencies, .currency)
        case .packagetype: try LinterRules.listed(bytes, CodeLists.packageTypes, .packageType)
        default:
            guard bytes.count == 2, let type = ASCII.number(bytes), 1...10 ~= type || type >= 80 else {
                throw LinterFault(.mediaType, 0, bytes.count)
            }
        }
    }

    /// The rule in words, to follow "is not right:".
    package var rule: String {
        switch self {
        case .cset39: "only \(CodeError.Alphabet.gs1Set39.rule)"
        case .cset64: "only \(CodeError.Alphabet.base64.rule)"
        case .cset82: "only \(CodeError.Alphabet.gs1Set82.rule)"
        case .csetnumeric: "only \(CodeError.Alphabet.digits.rule)"
        case .csum: "the last digit must be the GS1 check digit"
        case .csumalpha: "the last two characters must be the GS1 check characters"
        case .gcppos1, .gcppos2: "it must begin with a GS1 company prefix, at least four digits"
        case .hasnondigit: "one character at least must not be a digit"
        case .hyphen: "it must be a hyphen"
        case .importeridx: "one character of A-Z a-z 0-9 - _"
        case .nonzero: "a number above zero"
        case .nozeroprefix: "a number without leading zeros"
        case .pcenc: "after % two hexadecimal digits must follow"
        case .pieceoftotal: "piece number and total, neither zero, the piece not above the total"
        case .posinseqslash: "position/total without leading zeros, like 2/3, position not above total"
        case .winding: "0, 1 or 9"
        case .yesno: "0 or 1"
        case .zero: "zero"
        case .couponcode: "a North American coupon code"
        case .couponposoffer: "a North American positive offer file"
        default: ruleOfTimesAndLists
        }
    }

    private var ruleOfTimesAndLists: String {
        switch self {
        case .hh: "an hour, 00 to 23"
        case .hhmi: "hour and minute, HHMM"
        case .mi: "a minute, 00 to 59"
        case .ss: "a second, 00 to 59"
        case .yymmd0: "a date YYMMDD, where DD may be 00"
        case .yymmdd: "a date YYMMDD"
        case .yyyymmd0: "a date YYYYMMDD, where DD may be 00"
        case .yyyymmdd: "a date YYYYMMDD"
        case .iban: "an international bank account number"
        case .iso3166: "a country's three digits (ISO 3166-1), like 156 for China"
        case .iso3166999: "a country's three digits (ISO 3166-1), or 999"
        case .iso3166alpha2: "a country's two letters (ISO 3166-1), like CN"
        case .iso4217: "a currency's three digits (ISO 4217), like 156 for the yuan"
        case .iso5218: "0, 1, 2 or 9 (ISO/IEC 5218)"
        case .latitude: "a latitude, 0000000000 to 1800000000"
        case .longitude: "a longitude, 0000000000 to 3600000000"
        case .mediatype: "a media type, 01 to 10 or 80 to 99"
        default: "a package type of UN/CEFACT recommendation 21 or GS1"
        }
    }
}
