// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceEvents

/// An event, and when its record reaches the platform.
struct CapturedEvent: Sendable {
    let event: Event
    /// Seconds since 1970.
    let capturedAt: Int
}
