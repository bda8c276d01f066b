import Kernel
import Timeline

/// The score an event speaks of.
enum EventScore {
    /// `nps`, `csat`, `ces` or `thumbs`; `score` together with a `scale` of ours; or a `rating` of 1 to 5.
    ///
    /// - Throws: `Failure.invalid` when the number is not on its scale. A `rating` on another scale than ours is only a property.
    static func read(_ properties: JSONValue) throws -> Score? {
        if let value = properties["nps"] { return try score(value, .nps, "nps") }
        if let value = properties["csat"] { return try score(value, .csat, "csat") }
        if let value = properties["ces"] { return try score(value, .ces, "ces") }
        if let value = properties["thumbs"] { return try score(value, .thumbs, "thumbs") }
        if let scale = properties["scale"]?.string.flatMap({ Scale(key: $0) }), let value = properties["score"] {
            return try score(value, scale, "score")
        }
        return properties["rating"]?.double.flatMap { Score($0, on: .rating) }
    }

    private static func score(_ value: JSONValue, _ scale: Scale, _ name: String) throws -> Score {
        guard let score = value.double.flatMap({ Score($0, on: scale) }) else {
            let (least, most) = (Int(scale.range.lowerBound), Int(scale.range.upperBound))
            throw Failure.invalid("properties.\(name)", "must be a number from \(least) to \(most)")
        }
        return score
    }
}
