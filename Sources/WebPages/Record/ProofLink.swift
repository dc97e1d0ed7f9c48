// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// Where a page leads to for the file that proves an event.
enum ProofLink {
    static func address(of eventID: String) -> String {
        "/log/proof/inclusion?event=\(PercentEncoding.escape(eventID.utf8, .path))&download=1"
    }
}
