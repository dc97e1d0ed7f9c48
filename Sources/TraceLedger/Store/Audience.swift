// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// For whom something is read.
package enum Audience: Sendable, Hashable {
    /// Everybody: sees of each event what ``PublicView`` shows.
    case `public`
    /// Who runs the platform: sees everything.
    case `operator`
}

extension Caller {
    /// What the caller may read: who may write runs the platform.
    package var audience: Audience { mayWrite ? .operator : .public }
}
