// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import Hummingbird

/// What the server tells of a request beyond its message: nothing that handlers need.
package struct WebRequestContext: InitializableFromSource {
    package init() {}

    package init(source: ApplicationRequestContextSource) {}
}
