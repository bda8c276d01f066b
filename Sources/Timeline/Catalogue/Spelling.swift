extension String {
    /// Its words in small letters, an underscore between two: `Vet Visit`, `vet-visit` and `VET_VISIT` are one. A text without a letter or a
    /// digit stays as it is.
    var wordsAlone: String {
        let words = lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.isEmpty ? self : words.joined(separator: "_")
    }

    /// The same without anything between, so that `E-Mail` and `email` are one; `nil` with a digit, since `Shop 1.1` and `Shop 11` are two.
    var lettersAlone: String? {
        let letters = lowercased().filter(\.isLetter)
        return letters.isEmpty || contains(where: \.isNumber) ? nil : letters
    }
}
