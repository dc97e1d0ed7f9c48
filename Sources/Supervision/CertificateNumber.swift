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
        let day = HainanCalendar.text(HainanCalendar.date(of: milliseconds)).filter { $0 != "-" }.suffix(6)
        var generator = SystemRandomNumberGenerator()
        let random = (0..<8).map { _ in Base31.alphabet.randomElement(using: &generator) ?? 0x30 }
        let body = Array("HC\(day)".utf8) + random
        return String(decoding: body + [CheckDigit.creditCode(body)], as: UTF8.self)
    }
}
