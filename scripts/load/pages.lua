-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: the Qiongsu authors
-- The page of another unit with each request; the argument is the file of codes.
local codes = {}
local number = 0

function init(arguments)
    for code in io.lines(arguments[1]) do codes[#codes + 1] = code:gsub("https://id.gs1.org", "") end
end

function request()
    number = number % #codes + 1
    return wrk.format("GET", codes[number])
end
