// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph
import TraceText

extension Picture {
    /// What the drawing script reads: `{"units":[[name, lot, address, relation]…],"lines":[[from, to, kind]…]}`.
    func json(_ index: AnswerIndex, _ wording: Wording) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("units")
            writer.array { writer in
                for unit in units {
                    let traced = index.answer.units[unit]
                    writer.array { writer in
                        writer.string(wording.name(traced.code))
                        writer.string(ReadableCode.ownPart(of: traced.code, wording.phrases) ?? "")
                        writer.string(wording.address(traced.code))
                        writer.string(traced.relation.rawValue)
                    }
                }
            }
            writer.key("lines")
            writer.array { writer in
                for line in lines {
                    writer.array { writer in
                        writer.integer(line.from)
                        writer.integer(line.to)
                        writer.string(line.kind.rawValue)
                    }
                }
            }
        }
        return writer.text
    }
}
