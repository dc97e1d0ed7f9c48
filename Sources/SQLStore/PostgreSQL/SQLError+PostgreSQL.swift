// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension SQLError {
    /// The kind of an error that the server reports, by its five-character SQLSTATE.
    ///
    /// Source: PostgreSQL documentation, appendix A.
    static func code(sqlState: String) -> Code {
        switch sqlState {
        case "53100", "58030": .storageFull
        case "25006", "42501": .readOnly
        case "3D000", "28000", "28P01": .cannotOpen
        case "57P01", "57P02", "57P03", "57P05", "25P03": .connectionLost
        // Serialisation, deadlock, a lock or a statement that took too long, too many connections.
        case "40001", "40P01", "55P03", "57014", "53300": .busy
        case "XX001", "XX002": .corrupt
        default:
            switch sqlState.prefix(2) {
            case "23": .constraint
            case "08": .connectionLost
            default: .other
            }
        }
    }
}
