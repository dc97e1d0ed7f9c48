// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// A page for a browser.
package struct Page: Sendable {
    /// The HTTP status: 200, 404 for a code that nobody recorded, 400 for a malformed one.
    package let status: Int
    /// UTF-8.
    package let html: [UInt8]
    /// Seconds for which others may keep it; 0 where it may not be kept.
    package let cacheSeconds: Int

    package init(status: Int = 200, html: [UInt8], cacheSeconds: Int = 0) {
        self.status = status
        self.html = html
        self.cacheSeconds = cacheSeconds
    }
}

/// A file that pages refer to.
package struct PageAsset: Sendable {
    package let contentType: String
    package let bytes: [UInt8]
    /// Changes when the bytes do; without quotes.
    package let version: String

    package init(contentType: String, bytes: [UInt8], version: String) {
        self.contentType = contentType
        self.bytes = bytes
        self.version = version
    }
}
