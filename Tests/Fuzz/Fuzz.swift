// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import FuzzTargets

/// Feeds one decoder by libFuzzer: `Fuzz TARGET [option of libFuzzer]… FOLDER`. `Fuzz --seeds TARGET FOLDER` writes
/// what to begin with, and `Fuzz --targets` says what there is.
@main
enum Fuzz {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "--targets": for target in FuzzTarget.allCases { print(target.rawValue, target.longest) }
        case "--seeds": try write(target(arguments, 1), to: URL(filePath: arguments[2]))
        default: run(target(arguments, 0))
        }
    }

    private static func target(_ arguments: [String], _ index: Int) -> FuzzTarget {
        if arguments.count > index, let target = FuzzTarget(rawValue: arguments[index]) { return target }
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        FileHandle.standardError.write(Data("fuzz: name one of: \(names)\n".utf8))
        exit(64)
    }

    private static func write(_ target: FuzzTarget, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (index, seed) in try target.seeds().enumerated() {
            try Data(seed).write(to: folder.appending(path: "seed-\(index)"))
        }
        let words = target.words.map { word in
            "\"" + word.utf8.map { "\\x" + String(0x100 + Int($0), radix: 16).dropFirst() }.joined() + "\"\n"
        }
        try Data(words.joined().utf8).write(to: folder.appendingPathExtension("words"))
    }

    /// The name of the target is no option of libFuzzer; it goes, and the program's stays.
    private static func run(_ target: FuzzTarget) -> Never {
        chosen = target
        let options = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
        var count = CInt(options.count)
        let texts = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: options.count + 1)
        for (index, option) in options.enumerated() { texts[index] = strdup(option) }
        texts[options.count] = nil
        var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = texts
        exit(runDriver(&count, &values, feed))
    }
}

/// Set once, before the only thread begins to feed: libFuzzer's callback can carry nothing. Unchecked for that.
nonisolated(unsafe) private var chosen = FuzzTarget.json

private func feed(_ bytes: UnsafePointer<UInt8>?, _ length: Int) -> CInt {
    do throws(FuzzTarget.Mismatch) {
        try chosen.feed(Array(UnsafeBufferPointer(start: bytes, count: length)))
    } catch {
        FileHandle.standardError.write(Data("fuzz: broken: \(error)\n".utf8))
        abort()
    }
    return 0
}

/// libFuzzer's loop (`compiler-rt/lib/fuzzer/FuzzerInterface.h`).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ values: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ feed: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
