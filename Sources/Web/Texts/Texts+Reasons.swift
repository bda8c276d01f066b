import Language

extension Texts {
    /// A reason of a `Failure` in the reader's language: `must have 1 to 200 characters` is looked up as
    /// `reason.must_have_n_to_m_characters`. One that nobody has translated stays as it is.
    package func reason(_ reason: String) -> String {
        var (words, numbers): ([String], [Int]) = ([], [])
        for word in reason.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
            if let number = Int(word), numbers.count < 2 {
                words.append(["n", "m"][numbers.count])
                numbers.append(number)
            } else {
                words.append(String(word))
            }
        }
        let key = "reason." + words.joined(separator: "_")
        guard has(key) else { return reason }
        return self(key, Dictionary(uniqueKeysWithValues: zip(["n", "m"], numbers)))
    }
}
