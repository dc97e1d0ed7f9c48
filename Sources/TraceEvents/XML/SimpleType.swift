// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The simple types of XML Schema that the standard's elements and attributes have.
enum SimpleType: Hashable, Sendable {
    case string, anyURI, decimal, double, boolean, hexBinary
    case integer
    case boundedInteger(ClosedRange<Int64>)
    case dateTime, date, time
    /// A date and time of four year digits with a zone, as EPCIS 2.0 demands.
    case dateTimeStamp
    case action, severity, serviceTransaction, errorBehaviour
    /// Known by name, but its text is not looked at.
    case unchecked

    /// Whether the text is a value of the type.
    func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .string, .unchecked: true
        case .anyURI: URIReference.isValid(text.trimmed)
        case .decimal: Lexical.isDecimal(text.trimmed)
        case .double: Lexical.isDouble(text.trimmed)
        case .boolean: Lexical.boolean(text.trimmed) != nil
        case .hexBinary: Lexical.isHex(text.trimmed)
        case .integer: Lexical.isInteger(text.trimmed)
        // The official verdicts come from a checker that allows no white space around these four.
        case .boundedInteger(let range): Lexical.integer(text).map(range.contains) ?? false
        case .dateTime: Lexical.isDateTime(text)
        case .date: Lexical.isDate(text)
        case .time: Lexical.isTime(text)
        case .dateTimeStamp: Lexical.isDateTimeStamp(text.trimmed)
        case .action: text.equalsOne(of: Self.actions)
        case .severity: text.trimmed.equalsOne(of: Self.severities)
        case .serviceTransaction: text.equalsOne(of: Self.serviceTransactions)
        case .errorBehaviour: text.equalsOne(of: Self.errorBehaviours)
        }
    }

    /// What a value looks like, for messages.
    var expectation: String {
        switch self {
        case .string, .unchecked: "text"
        case .anyURI: "a URI"
        case .decimal: "a decimal number such as 12.5"
        case .double: "a number such as 12.5 or 1.2E3"
        case .boolean: "true or false"
        case .hexBinary: "an even number of hexadecimal digits"
        case .integer: "a whole number"
        case .boundedInteger(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .dateTime: "a date and time such as 2026-02-03T04:05:06Z"
        case .date: "a date such as 2026-02-03"
        case .time: "a time such as 04:05:06Z"
        case .dateTimeStamp: "a date and time with a zone such as 2026-02-03T04:05:06+08:00"
        case .action: "ADD, OBSERVE or DELETE"
        case .severity: "ERROR or SEVERE"
        case .serviceTransaction: "RequestingServiceTransaction or RespondingServiceTransaction"
        case .errorBehaviour: "rollback or proceed"
        }
    }

    private static let actions: [StaticString] = ["ADD", "OBSERVE", "DELETE"]
    private static let errorBehaviours: [StaticString] = ["rollback", "proceed"]
    private static let severities: [StaticString] = ["ERROR", "SEVERE"]
    private static let serviceTransactions: [StaticString] = [
        "RequestingServiceTransaction", "RespondingServiceTransaction",
    ]
}

extension SimpleType {
    /// The types that an `xsi:type` may name in XML Schema's own namespace.
    static let named: [String: SimpleType] = [
        "anySimpleType": .unchecked, "string": .string, "normalizedString": .string, "token": .string,
        "language": .unchecked, "Name": .unchecked, "NCName": .unchecked, "NMTOKEN": .unchecked,
        "ID": .unchecked, "IDREF": .unchecked, "QName": .unchecked, "base64Binary": .unchecked,
        "duration": .unchecked, "gYear": .unchecked, "gYearMonth": .unchecked, "gMonth": .unchecked,
        "gMonthDay": .unchecked, "gDay": .unchecked,
        "anyURI": .anyURI, "decimal": .decimal, "double": .double, "float": .double, "boolean": .boolean,
        "hexBinary": .hexBinary, "dateTime": .dateTime, "date": .date, "time": .time, "integer": .integer,
        "nonNegativeInteger": .boundedInteger(0...Int64.max),
        "positiveInteger": .boundedInteger(1...Int64.max),
        "nonPositiveInteger": .boundedInteger(Int64.min...0),
        "negativeInteger": .boundedInteger(Int64.min ... -1),
        "long": .boundedInteger(Int64.min...Int64.max),
        "int": .boundedInteger(-2_147_483_648...2_147_483_647),
        "short": .boundedInteger(-32_768...32_767), "byte": .boundedInteger(-128...127),
        "unsignedLong": .boundedInteger(0...Int64.max), "unsignedInt": .boundedInteger(0...4_294_967_295),
        "unsignedShort": .boundedInteger(0...65_535), "unsignedByte": .boundedInteger(0...255),
    ]

    /// Whether a type may stand in for another in an `xsi:type`.
    func derives(from declared: SimpleType) -> Bool {
        if self == declared { return true }
        return switch (self, declared) {
        case (.integer, .decimal), (.boundedInteger, .decimal), (.boundedInteger, .integer): true
        case (.boundedInteger(let part), .boundedInteger(let whole)): whole.contains(part)
        default: false
        }
    }
}

extension ClosedRange<Int64> {
    fileprivate func contains(_ part: ClosedRange<Int64>) -> Bool {
        lowerBound <= part.lowerBound && part.upperBound <= upperBound
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func equalsOne(of words: [StaticString]) -> Bool {
        words.contains { word in
            count == word.utf8CodeUnitCount
                && elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
    }
}
