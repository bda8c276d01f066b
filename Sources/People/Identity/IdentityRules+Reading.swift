import Kernel

extension IdentityRules {
    /// An identifier as a program writes it.
    ///
    /// - Parameter field: where it stands: `from.0`.
    /// - Throws: `Failure.invalid` for a type that there is not, and for a value that names nobody.
    package func identifier(_ type: String, _ value: String, at field: String) throws -> Identifier {
        let type = IdentifierType(rawValue: type)
        try Failure.require(byType[type] != nil, "\(field).type", "must be user_id, email, phone, or another type of the settings")
        guard let identifier = Identifier(type, value) else {
            throw Failure.invalid(
                "\(field).value", type == .email ? "must be an address such as ada@example.com" : "must name somebody, in 512 bytes at most")
        }
        return identifier
    }
}
