/// A trend at a glance, beside the figure it belongs to, which says the same in words.
package struct Sparkline: Markup {
    let values: [Double?]

    package init(_ values: [Double?]) { self.values = Array(values.suffix(400)) }

    package var html: HTML {
        let known = values.compactMap(\.self).filter(\.isFinite)
        guard known.count > 1, let low = known.min(), let high = known.max() else {
            return "<svg class=\"spark\" width=\"100%\" height=\"28\" aria-hidden=\"true\"></svg>"
        }
        var (path, isDown, last) = ("", false, 0.0)
        for (index, value) in values.enumerated() {
            guard let value, value.isFinite else {
                isDown = false
                continue
            }
            last = high == low ? 50 : 90 - (value - low) / (high - low) * 80
            path += "\(isDown ? "L" : "M")\(coordinate(Double(index) / Double(values.count - 1) * 1000)) \(coordinate(last))"
            isDown = true
        }
        return """
            <svg class="spark" width="100%" height="28" aria-hidden="true">\
            <svg viewBox="0 0 1000 100" width="100%" height="100%" preserveAspectRatio="none">\
            <path d="\(path)"/></svg></svg>
            """
    }
}
