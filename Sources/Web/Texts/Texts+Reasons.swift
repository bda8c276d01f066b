import Language

extension Texts {
    /// A reason of a `Failure` in the reader's language: `must have 1 to 200 characters` is looked up as
    /// `reason.must_have_n_to_m_characters`. One that nobody has translated stays as it is.
    ///
    /// A list of names behind `; there are` is put into the sentence as it is.
    package func reason(_ reason: String) -> String {
        if let cut = reason.firstRange(of: "; there are ") {
            let key = self.key(String(reason[..<cut.lowerBound])).name + "_there_are"
            return has(key) ? self(key, ["names": String(reason[cut.upperBound...])]) : reason
        }
        let (key, numbers) = key(reason)
        guard has(key) else { return reason }
        return self(key, Dictionary(uniqueKeysWithValues: zip(["n", "m"], numbers)))
    }

    private func key(_ reason: String) -> (name: String, numbers: [Int]) {
        var (words, numbers): ([String], [Int]) = ([], [])
        for word in reason.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
            if let number = Int(word), numbers.count < 2 {
                words.append(["n", "m"][numbers.count])
                numbers.append(number)
            } else {
                words.append(String(word))
            }
        }
        return ("reason." + words.joined(separator: "_"), numbers)
    }
}
