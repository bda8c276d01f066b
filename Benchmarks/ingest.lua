-- Posts events nobody has sent before: BATCH of them in each request to /v1/batch, or one to /v1/track.
local size = tonumber(os.getenv("BATCH"))
local key = os.getenv("WRITE_KEY")
local one = '{"type":"track","event":"Order Completed","userId":"user-%d","messageId":"%s-%d","properties":{"revenue":19.5,"currency":"EUR"}}'
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init()
    prefix = string.format("%d-%d", os.time(), number)
    count = 0
    local head = { ["Content-Type"] = "application/json", ["Authorization"] = "Basic " .. key }
    wrk.headers = head
    wrk.method = "POST"
end

local function event()
    count = count + 1
    return string.format(one, count % 9973, prefix, count)
end

function request()
    if size == 1 then return wrk.format(nil, "/v1/track", nil, event()) end
    local events = {}
    for place = 1, size do events[place] = event() end
    return wrk.format(nil, "/v1/batch", nil, '{"batch":[' .. table.concat(events, ",") .. "]}")
end
