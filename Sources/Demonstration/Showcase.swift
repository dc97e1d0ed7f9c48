// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import TraceCodes

/// The piece of one chain that is worth showing first: packed, shipped and sold in a shop.
package struct Showcase: Sendable, Hashable {
    /// The chain's short name in the resource `chains.yaml`.
    package let chain: String
    package let name: BilingualName
    /// Its ``TraceCode/canonical`` form is a Digital Link, its ``TraceCode/path`` that of its page.
    package let code: TraceCode
}
