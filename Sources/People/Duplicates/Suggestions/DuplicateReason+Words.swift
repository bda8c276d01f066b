extension DuplicateReason {
    /// In English, without a full stop: `same surname, which is rare`.
    package var words: String {
        switch subject {
        case .relatives: "people of one household or firm would share this too"
        case .attribute(let attribute, let agreement, let isRare): Self.words(attribute, agreement) + (isRare ? ", which is rare" : "")
        }
    }

    private static func words(_ attribute: Attribute, _ agreement: Agreement) -> String {
        let (noun, plural) = nouns(attribute)
        return switch agreement {
        case .same: "same \(noun)"
        case .oneLetter: "\(plural) differ in one \(attribute.sort.isOfDigits ? "digit" : "letter")"
        case .shortened: "one \(noun) is short for the other"
        case .similar: "\(plural) are alike"
        case .swapped: attribute.sort == .birthDate ? "day and month of birth are exchanged" : "first name and surname are exchanged"
        case .partly: "\(plural) agree in part"
        case .vaguely: "\(plural) are a little alike"
        case .different: "\(plural) differ"
        }
    }

    private static func nouns(_ attribute: Attribute) -> (noun: String, plural: String) {
        switch attribute.sort {
        case .givenName: ("first name", "first names")
        case .familyName: ("surname", "surnames")
        case .fullName: ("name", "names")
        case .birthDate: ("date of birth", "dates of birth")
        case .email: ("email address", "email addresses")
        case .phone: ("phone number", "phone numbers")
        case .place: ("place", "places")
        case .street: ("street address", "street addresses")
        case .postcode: ("postcode", "postcodes")
        case .company: ("company", "companies")
        case .occupation: ("occupation", "occupations")
        case .category, .code, .text: (attribute.name, "values of \(attribute.name)")
        }
    }
}

extension Attribute.Sort {
    fileprivate var isOfDigits: Bool { self == .birthDate || self == .phone || self == .code }
}

extension [DuplicateReason] {
    /// One sentence: what speaks for it, then, after a dash, what speaks against it.
    package var sentence: String {
        let (pro, contra) = (filter { $0.bits > 0 }, filter { $0.bits < 0 })
        let against = contra.isEmpty ? "" : " – but " + contra.map(\.words).joined(separator: "; ")
        return pro.map(\.words).joined(separator: "; ") + against
    }
}
