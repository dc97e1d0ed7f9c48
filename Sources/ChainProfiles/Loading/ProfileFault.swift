// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Something wrong in a profile or in the reference data, with its place.
package struct ProfileFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 where the file as a whole is meant.
    package let line: Int
    package let column: Int
    package let reason: String

    package var description: String {
        line > 0 ? "\(file):\(line):\(column): \(reason)" : "\(file): \(reason)"
    }
}

/// Everything wrong with the profiles that were to be loaded.
package struct InvalidProfiles: Error, Sendable, CustomStringConvertible {
    package let faults: [ProfileFault]

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Collects faults, so that an author is told all of them at once.
final class FaultLog {
    private(set) var faults: [ProfileFault] = []

    func add(_ fault: ProfileFault) { faults.append(fault) }
}
