// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation
import WebAPI

/// The files that pages refer to: those built into the program, and the drawing library where it is installed.
struct AssetShelf: Sendable {
    private let assets: [String: PageAsset]

    /// - Parameter folder: where `echarts.min.js` lies; without it pages offer lists only.
    init(folder: String?) {
        var assets = [
            "pages.css": Self.asset("text/css; charset=utf-8", PackageResources.pages_css),
            "pages.js": Self.asset("text/javascript; charset=utf-8", PackageResources.pages_js),
            "icon.svg": Self.asset("image/svg+xml", PackageResources.icon_svg),
        ]
        if let folder, let library = FileManager.default.contents(atPath: folder + "/" + Self.drawingLibrary)
        {
            assets[Self.drawingLibrary] = Self.asset("text/javascript; charset=utf-8", [UInt8](library))
        }
        self.assets = assets
    }

    subscript(name: String) -> PageAsset? { assets[name] }

    /// The address under which a file may be cached for ever: it changes with the file.
    func address(_ name: String) -> String? {
        assets[name].map { "/assets/\(name)?v=\($0.version)" }
    }

    static let drawingLibrary = "echarts.min.js"

    private static func asset(_ contentType: String, _ bytes: [UInt8]) -> PageAsset {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return PageAsset(contentType: contentType, bytes: bytes, version: String(hash, radix: 36))
    }
}
