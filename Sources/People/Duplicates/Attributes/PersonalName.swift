/// A whole name, parted as well as can be without knowing the language.
struct PersonalName {
    let given: String?
    let family: String?

    /// The first and the last word; of an unbroken Chinese name the first character is the family's.
    init(_ full: String) {
        let words = full.split(separator: " ")
        if words.count == 1, let first = full.unicodeScalars.first, first.properties.isIdeographic, full.count > 1 {
            family = String(full.prefix(1))
            given = String(full.dropFirst())
        } else if words.count > 1 {
            given = words.first.map(String.init)
            family = words.last.map(String.init)
        } else {
            given = nil
            family = full
        }
    }
}
