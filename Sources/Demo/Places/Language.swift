/// The languages customers write in.
enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case russian = "ru"
    case polish = "pl"
    case chinese = "zh"
}
