// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation

/// Writes a Swift file that holds the text of data files: `DataEmbedder OUTPUT FOLDER FILE…`.
@main
struct DataEmbedder {
    static func main() throws {
        let arguments = CommandLine.arguments
        let folder = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"
        var text = "enum EmbeddedData {\n    static let files: [(path: String, text: String)] = [\n"
        for path in arguments.dropFirst(3) {
            let name = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
            let content = try String(contentsOfFile: path, encoding: .utf8)
            // Three number signs: no data file holds that many after a quotation mark.
            text += "        (\"\(name)\", ###\"\"\"\n\(content)\n\"\"\"###),\n"
        }
        text += "    ]\n}\n"
        try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }
}
