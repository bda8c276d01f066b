extension SegmentEvent {
    /// The event's properties as they were sent, and behind them what is worth keeping of its context. A JSON object, or empty.
    func properties(_ call: SegmentCall) -> String {
        var json = JSONObjectText()
        if let properties = self.json["properties"], properties.form == .object { json.add(membersOf: properties) }
        if call == .page || call == .screen { addPage(call, to: &json) }
        var context = JSONObjectText()
        addContext(call, to: &context)
        if !context.isEmpty { json.add("context", context) }
        return json.isEmpty ? "" : String(decoding: json.bytes, as: UTF8.self)
    }

    /// Where the customer was: an own property of the page wins over what the context says.
    private func addPage(_ call: SegmentCall, to json: inout JSONObjectText) {
        let (properties, page) = (self.json["properties"], context("page"))
        func add(_ name: StaticString, _ value: JSONValue?) {
            if properties?[name] == nil, let value, value.form == .text, value.length > 2 { json.add(name, json: value.raw) }
        }
        let title = page?["title"] ?? self.json["name"]
        add("title", call == .screen ? self.json["name"] : title)
        add("name", self.json["name"])
        add("category", self.json["category"])
        guard call == .page else { return }
        add("path", page?["path"])
        add("url", page?["url"])
        add("referrer", page?["referrer"])
    }

    private func addContext(_ call: SegmentCall, to json: inout JSONObjectText) {
        if call != .page, let page = context("page"), page.form == .object {
            var kept = JSONObjectText()
            for name: StaticString in ["path", "title", "url", "referrer"] {
                if let value = page[name], value.form == .text, value.length > 2 { kept.add(name, json: value.raw) }
            }
            if !kept.isEmpty { json.add("page", kept) }
        }
        if let campaign = context("campaign"), campaign.form == .object, campaign.length > 2 { json.add("campaign", json: campaign.raw) }
        if let locale = context("locale"), locale.form == .text { json.add("locale", json: locale.raw) }
        if let agent = context("userAgent"), agent.form == .text { json.add("userAgent", json: agent.raw) }
        json.add("ip", context("ip")?.string.flatMap(networkPart(of:)))
    }
}
