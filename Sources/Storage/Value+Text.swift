import Kernel

extension String {
    /// The text itself, if every engine can keep it whole. PostgreSQL has no U+0000, and C ends a text there.
    ///
    /// - Throws: `Failure.invalid`.
    package func storable() throws -> String {
        try Failure.require(!utf8.contains(0), "text", "must not contain the character U+0000")
        return self
    }
}
