import Kernel
import Timeline

/// The score an event speaks of.
enum EventScore {
    /// `nps`, `csat`, `ces` or `thumbs`; `score` together with a `scale` of ours; or a `rating` of 1 to 5.
    ///
    /// - Throws: `Failure.invalid` when the number is not on its scale. A `rating` on another scale than ours is only a property.
    static func read(_ properties: JSONValue) throws -> Score? {
        let scores = try named.compactMap { name, scale in try properties[name].map { try score($0, scale, name.description) } }
        if let first = scores.first { return first }
        if let scale = properties["scale"]?.string.flatMap({ Scale(key: $0) }), let value = properties["score"] {
            return try score(value, scale, "score")
        }
        return properties["rating"]?.double.flatMap { Score($0, on: .rating) }
    }

    private static let named: [(StaticString, Scale)] = [("nps", .nps), ("csat", .csat), ("ces", .ces), ("thumbs", .thumbs)]

    private static func score(_ value: JSONValue, _ scale: Scale, _ name: String) throws -> Score {
        guard let score = value.double.flatMap({ Score($0, on: scale) }) else {
            let (least, most) = (Int(scale.range.lowerBound), Int(scale.range.upperBound))
            throw Failure.invalid("properties.\(name)", "must be a number from \(least) to \(most)")
        }
        return score
    }
}
