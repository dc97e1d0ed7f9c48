// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension LinterRules {
    static func listed(
        _ bytes: Bytes,
        _ list: Set<[UInt8]>,
        _ kind: LinterFault.Kind
    ) throws(LinterFault) {
        guard list.contains(Array(bytes)) else { throw LinterFault(kind, 0, bytes.count) }
    }

    /// An international bank account number (ISO 13616): country, check digits (ISO 7064 mod 97-10), account.
    static func iban(_ bytes: Bytes) throws(LinterFault) {
        guard bytes.count >= 4 else { throw LinterFault(.ibanTooShort, 0, bytes.count) }
        guard CodeLists.countryLetters.contains(Array(bytes[0..<2])) else {
            throw LinterFault(.ibanCountry, 0, 2)
        }
        guard bytes.count <= 34 else { throw LinterFault(.ibanTooLong, 0, bytes.count) }
        guard bytes.count > 10 else { throw LinterFault(.ibanTooShort, 0, bytes.count) }
        var remainder = 0
        for step in 0..<bytes.count {
            let offset = (step + 4) % bytes.count
            let byte = bytes[offset]
            if ASCII.isDigit(byte) {
                remainder = (remainder * 10 + Int(byte - ASCII.zero)) % 97
            } else if ASCII.isUpper(byte) {
                remainder = (remainder * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
            } else {
                throw LinterFault(.ibanCharacter, offset, 1)
            }
        }
        guard remainder == 1 else { throw LinterFault(.ibanChecksum, 2, 2) }
    }
}
