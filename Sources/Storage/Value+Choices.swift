/// A choice is kept as its word: `extension Medium: Storable {}` is all that an enum of texts needs.
extension Storable where Self: RawRepresentable<String> {
    package var stored: Value { .text(rawValue) }
    package init?(stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self.init(rawValue: text)
    }
}
