// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// SM3 written down as GB/T 32905-2016 describes it, on its own.
enum NaiveSM3 {
    static func hash(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        while padded.count % 64 != 56 { padded.append(0) }
        let bits = UInt64(message.count) * 8
        padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        var state: [UInt32] = [
            0x7380_166F, 0x4914_B2B9, 0x1724_42D7, 0xDA8A_0600, 0xA96F_30BC, 0x1631_38AA, 0xE38D_EE4D,
            0xB0FB_0E4E,
        ]
        for start in stride(from: 0, to: padded.count, by: 64) {
            compress(&state, Array(padded[start..<start + 64]))
        }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
        }
    }

    private static func turn(_ word: UInt32, _ count: Int) -> UInt32 {
        let count = UInt32(count % 32)
        return count == 0 ? word : word << count | word >> (32 - count)
    }

    private static func expand(_ block: [UInt8]) -> [UInt32] {
        var words = (0..<16).map { word in
            block[4 * word..<4 * word + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for place in 16..<68 {
            let mixed = words[place - 16] ^ words[place - 9] ^ turn(words[place - 3], 15)
            let permuted = mixed ^ turn(mixed, 15) ^ turn(mixed, 23)
            words.append(permuted ^ turn(words[place - 13], 7) ^ words[place - 6])
        }
        return words
    }

    private static func compress(_ state: inout [UInt32], _ block: [UInt8]) {
        let words = expand(block)
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for round in 0..<64 {
            let isEarly = round < 16
            let constant: UInt32 = isEarly ? 0x79CC_4519 : 0x7A87_9D8A
            let first = turn(turn(a, 12) &+ e &+ turn(constant, round), 7)
            let second = first ^ turn(a, 12)
            let odd = isEarly ? a ^ b ^ c : a & b | a & c | b & c
            let even = isEarly ? e ^ f ^ g : e & f | ~e & g
            let left = odd &+ d &+ second &+ (words[round] ^ words[round + 4])
            let right = even &+ h &+ first &+ words[round]
            (d, c, b, a) = (c, turn(b, 9), a, left)
            (h, g, f, e) = (g, turn(f, 19), e, right ^ turn(right, 9) ^ turn(right, 17))
        }
        for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { state[place] ^= word }
    }
}
