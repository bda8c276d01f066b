#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The standard normal distribution.
package enum Normal {
    /// The probability of a value below `z`.
    package static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    package static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

    /// The probability of a value at least as far from zero as `z`, on either side.
    package static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// The value below which a share `p` lies; infinite at 0 and 1, `nil` outside of them.
    ///
    /// Abramowitz & Stegun 26.2.23 gives the first guess, Halley's method the rest, to the last digits of a `Double`.
    package static func quantile(_ p: Double) -> Double? {
        guard p >= 0, p <= 1 else { return nil }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        // The lower tail keeps its digits: 1 − p does not.
        return p <= 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p)
    }

    private static func lowerQuantile(_ p: Double) -> Double {
        let t = (-2 * log(p)).squareRoot()
        var z = (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t) - t
        for _ in 0..<4 {
            let error = (cumulative(z) - p) / density(z)
            z -= error / (1 + z * error / 2)
        }
        return z
    }

    /// How many standard errors an interval of 95 % reaches to each side.
    package static let z95 = 1.959_963_984_540_054
}
