// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One page of the answer to a query.
package struct QueryPage: Sendable {
    package let events: [StoredEvent]
    /// Where the next page begins; nil on the last.
    package let next: PageToken?
}

/// What a client asks of paging.
package struct PageRequirement: Sendable {
    /// The most events of the page.
    package var size: Int
    /// From the page before.
    package var token: PageToken?
    /// Milliseconds since 1970, for the expiry of tokens.
    package var now: Int64

    package init(size: Int = 30, token: PageToken? = nil, now: Int64) {
        precondition(size > 0)
        self.size = size
        self.token = token
        self.now = now
    }
}
