// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes

/// Numbers of certificates and settlements that the platform itself gives out.
package enum CertificateNumber {
    /// `HC`, the day, eight random characters of GB 32100's alphabet and its check character: nobody guesses one,
    /// and a slip in typing one is found.
    ///
    /// - Parameter milliseconds: since 1970.
    package static func make(at milliseconds: Int64) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(at: milliseconds, (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// The same with characters made from the hash of a record: the same record gives the same number, and who does
    /// not know all of the record does not guess it.
    ///
    /// - Parameter index: which of the record's certificates it is.
    static func make(at milliseconds: Int64, of digest: [UInt8], _ index: Int) -> String {
        make(at: milliseconds, (0..<8).map { digest[(index * 8 + $0) % digest.count] })
    }

    private static func make(at milliseconds: Int64, _ bytes: [UInt8]) -> String {
        let day = HainanCalendar.text(HainanCalendar.date(of: milliseconds)).filter { $0 != "-" }.suffix(6)
        let characters = bytes.map { Base31.alphabet[Int($0) % Base31.alphabet.count] }
        let body = Array("HC\(day)".utf8) + characters
        return String(decoding: body + [CheckDigit.creditCode(body)], as: UTF8.self)
    }
}
