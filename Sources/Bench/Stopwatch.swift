// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation

/// Times work and prints rows of the benchmark's table.
enum Stopwatch {
    /// Seconds that the work takes.
    static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start).seconds
    }

    /// Calls a second, the best of five rounds of about half a second, so that other work on the machine counts least.
    static func rate(_ work: (Int) -> Void) -> Double {
        var calls = 1
        while seconds({ for call in 0..<calls { work(call) } }) < 0.5 { calls *= 2 }
        return (0..<5).map { _ in Double(calls) / seconds { for call in 0..<calls { work(call) } } }.max()
            ?? 0
    }

    /// The most memory that this process had at any time, as Linux counts it.
    static var peakMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 / 1024 } ?? 0
    }

    /// One row: what, the figure, its floor, the ratio and the target, separated by tabs.
    static func row(
        _ what: String,
        _ figure: Double,
        unit: String,
        floor: Double?,
        floorName: String,
        target: String
    ) {
        let ratio = floor.map { Self.ratio(figure / $0) } ?? ""
        let floorText = floor.map { "\(grouped($0)) \(floorName)" } ?? floorName
        print([what, "\(grouped(figure)) \(unit)", floorText, ratio, target].joined(separator: "\t"))
    }

    private static func ratio(_ value: Double) -> String {
        value < 10 ? "\(Int((value * 100).rounded())) %" : "\(Int(value.rounded())) times"
    }

    private static func grouped(_ value: Double) -> String {
        guard value >= 1000 else { return String((value * 1000).rounded() / 1000) }
        var digits = String(Int(value.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
