// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles

/// A page of the published standard.
package enum StandardSubject: Sendable {
    /// All categories.
    case index
    /// The code schemes.
    case codes
    /// The reference data.
    case reference
    /// One version of one profile.
    case profile(Profile)
}
