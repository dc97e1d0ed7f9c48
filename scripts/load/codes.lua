-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: the Qiongsu authors
-- One code after the other of a file, in no order: the arguments are the file, what stands before the code's path and
-- what after it.
local codes = {}
local number, before, after = 0, "", ""

function init(arguments)
    for code in io.lines(arguments[1]) do codes[#codes + 1] = code:gsub("https://id.gs1.org", "") end
    before, after = arguments[2] or "", arguments[3] or ""
end

function request()
    number = number + 1
    return wrk.format("GET", before .. codes[(number * 2654435761) % #codes + 1] .. after)
end
