// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One decoder that is fed anything, and what must be true of whatever it accepts.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// EPCIS 2.0 in JSON: documents, answers and single events.
    case json
    /// EPCIS 2.0 and 1.2 in XML.
    case xml
    /// GS1 Digital Links.
    case link
    /// GS1 element strings, with brackets and as scanned.
    case element
    /// What a person types or a scanner sends: EPC URNs, symbology identifiers, national codes, patterns.
    case code
    /// Tables of comma-separated values, in every encoding that is read.
    case csv
    /// Workbooks as they come: ZIP archives.
    case xlsx
    /// The XML parts of a workbook, put into a right archive, which chance would never make.
    case sheet
    /// Chain profiles.
    case yaml

    /// Feeds the decoder.
    ///
    /// - Throws: ``Mismatch`` where the decoder took a text and something that must hold of it does not.
    package func feed(_ bytes: [UInt8]) throws(Mismatch) {
        switch self {
        case .json: try Self.feedJSON(bytes)
        case .xml: try Self.feedXML(bytes)
        case .link: try Self.feedLink(bytes)
        case .element: try Self.feedElements(bytes)
        case .code: try Self.feedCode(bytes)
        case .csv: try Self.feedCSV(bytes)
        case .xlsx: try Self.feedWorkbook(bytes)
        case .sheet: try Self.feedSheet(bytes)
        case .yaml: try Self.feedProfile(bytes)
        }
    }

    /// The longest text that a fuzzer should make.
    package var longest: Int {
        switch self {
        case .link, .element, .code: 512
        case .csv: 4096
        case .json, .xml, .sheet, .yaml: 16 << 10
        case .xlsx: 64 << 10
        }
    }

    /// Something that must hold of what a decoder accepted, and does not.
    package struct Mismatch: Error, CustomStringConvertible {
        /// The rule that is broken, and the values that break it.
        package let description: String

        init(_ rule: String, _ values: Any...) {
            description = ([rule] + values.map { "\($0)" }).joined(separator: "\n  ")
        }
    }
}

extension FuzzTarget {
    /// What a call that may refuse its input gives, nil where it refused.
    static func accepted<Value, Refusal: Error>(_ call: () throws(Refusal) -> Value) -> Value? {
        do throws(Refusal) { return try call() } catch { return nil }
    }

    /// What a call gives that must not refuse its input.
    static func must<Value, Refusal: Error>(
        _ rule: String,
        _ input: @autoclosure () -> Any,
        _ call: () throws(Refusal) -> Value
    ) throws(Mismatch) -> Value {
        do throws(Refusal) { return try call() } catch { throw Mismatch(rule, error, input()) }
    }

    /// Demands that two values are equal.
    static func same<Value: Equatable>(
        _ rule: String,
        _ left: Value,
        _ right: Value,
        _ input: @autoclosure () -> Any = ""
    ) throws(Mismatch) {
        guard left != right else { return }
        throw Mismatch(rule, left, right, input())
    }
}
