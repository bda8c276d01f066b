extension Proportion {
    /// The smallest difference of two shares that a test of 5 % finds in four of five cases, (z₁₋α/₂ₘ + z₀.₈) √(p(1 − p)(1/n₁ + 1/n₂)): Fleiss, Levin
    /// & Paik 2003, *Statistical Methods for Rates and Proportions*, chapter 4. `nil` of nobody, and where not even 1 would be found.
    ///
    /// - Parameters:
    ///   - share: about which the two lie, 0…1; one half is the hardest.
    ///   - tests: of how many that are made at once it is the one; at least 1.
    package static func smallestDetectable(of first: Int, and second: Int, near share: Double = 0.5, tests: Int = 1) -> Double? {
        guard first > 0, second > 0, let certain = Normal.quantile(1 - 0.05 / Double(2 * max(1, tests))), let found = Normal.quantile(0.8) else {
            return nil
        }
        let size = (certain + found) * (share * (1 - share) * (1 / Double(first) + 1 / Double(second))).squareRoot()
        return size <= 1 ? size : nil
    }
}
