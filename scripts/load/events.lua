-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: the Qiongsu authors
-- One bare event a request, each of another unit at another second.
--
-- The argument is the number before the first: who sends the same numbers again measures how repetitions are found.
local start = 1767225600
local number = 0
local template = '{"@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld","type":"ObjectEvent",'
    .. '"eventTime":"%s","eventTimeZoneOffset":"+08:00","epcList":["https://id.gs1.org/01/06901234567892/21/%d"],'
    .. '"action":"OBSERVE","bizStep":"shipping","disposition":"in_transit",'
    .. '"readPoint":{"id":"https://id.gs1.org/414/6901234567892"},'
    .. '"bizTransactionList":[{"type":"desadv","bizTransaction":"urn:epcglobal:cbv:bt:6901234567892:D%d"}],'
    .. '"sourceList":[{"type":"possessing_party","source":"https://id.gs1.org/417/6901234567892"}]}'

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

function init(arguments)
    number = tonumber(arguments[1]) or 0
end

function request()
    number = number + 1
    local time = os.date("!%Y-%m-%dT%H:%M:%SZ", start + number)
    return wrk.format(nil, nil, nil, template:format(time, number, math.floor(number / 20)))
end
