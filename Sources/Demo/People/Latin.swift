/// Names in the plain Latin letters of addresses.
enum Latin {
    /// `Małgorzata` → `malgorzata`, `Щербакова` → `shcherbakova`; marks and spaces are left out.
    static func spelled(_ text: some StringProtocol) -> String {
        text.lowercased().unicodeScalars.reduce(into: "") { spelled, letter in
            if ("a"..."z").contains(letter) { spelled.unicodeScalars.append(letter) } else { spelled += letters[letter, default: ""] }
        }
    }

    private static let letters: [Unicode.Scalar: String] = [
        "ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l",
        "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ы": "y", "э": "e", "ю": "yu", "я": "ya",
    ]
}
