extension String {
    /// A key made readable: `after_purchase` is `After purchase`. One with a capital or a space has been written to be read.
    package var readableKey: String {
        guard utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }) else { return self }
        let spaced = split(separator: "_").joined(separator: " ")
        return spaced.isEmpty ? self : spaced.prefix(1).uppercased() + spaced.dropFirst()
    }
}
