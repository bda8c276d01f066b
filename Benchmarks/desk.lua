-- Posts messages nobody has sent before, each in a conversation of its own.
local key = os.getenv("WRITE_KEY")
local one = '{"key":"%s-%d","thread":"%s-%d","channel":"chat","from":[{"type":"email","value":"kim-%d@example.com"}],"subject":"Order %d","text":"The desk came with a dent. Can you send a new top?"}'

function init()
    prefix = tostring(os.time())
    count = 0
    wrk.headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. key }
    wrk.method = "POST"
end

function request()
    count = count + 1
    return wrk.format(nil, "/api/v1/messages", nil, string.format(one, prefix, count, prefix, count, count % 5000, count))
end
