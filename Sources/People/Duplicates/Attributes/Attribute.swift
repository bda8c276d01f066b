/// Something known of people that speaks for or against two of them being one.
package struct Attribute: Hashable, Sendable {
    /// What it is called where it comes from: `surname`, `dob`.
    package let name: String
    package let sort: Sort

    package init(_ name: String, _ sort: Sort) {
        self.name = name
        self.sort = sort
    }

    /// What kind of thing it is, which decides how two values are compared.
    package enum Sort: String, Sendable, CaseIterable {
        case givenName, familyName, fullName, birthDate, email, phone, place, street, postcode, company, occupation
        /// One of a few: gender, region, language.
        case category
        /// A number that was given to one person: a card, an insurance number.
        case code
        case text
    }
}

extension Attribute.Sort {
    /// Whether two people who agree on it are likely to be one, so that it can find pairs by itself.
    var identifies: Bool { self != .category && self != .fullName }

    /// Whether people who live or work together agree on it no more than strangers do.
    var isPersonal: Bool { self == .givenName || self == .birthDate || self == .email || self == .code }
}
