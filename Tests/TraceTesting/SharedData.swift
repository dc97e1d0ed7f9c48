// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import Foundation

/// The folder of documents, vectors and answers that others wrote, beside a checkout of this project.
///
/// None of it is copied into the project. A test that needs a file of it is skipped, with a message, where
/// the folder is absent: `@Test(.enabled(if: SharedData.isPresent, SharedData.absence))`.
package enum SharedData {
    /// Why a test that reads the shared folder is skipped.
    package static let absence = "the shared test data is not beside this checkout"

    /// The root of the EPCIS documents and vectors.
    package static let epcis: URL = root.appending(path: "data/epcis", directoryHint: .isDirectory)

    /// Whether the shared folder lies beside the checkout, or where `QIONGSU_SHARED` says.
    package static var isPresent: Bool { FileManager.default.fileExists(atPath: epcis.path) }

    private static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["QIONGSU_SHARED"] {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        return URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "shared", directoryHint: .isDirectory)
    }()

    /// Reads one file below ``epcis``.
    package static func data(_ path: String) throws -> Data {
        try Data(contentsOf: epcis.appending(path: path))
    }

    /// Reads a table of tab-separated values below ``epcis``: its rows without comment and empty lines.
    package static func table(_ path: String) throws -> [[String]] {
        let text = String(decoding: try data(path), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: true)
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }
}
