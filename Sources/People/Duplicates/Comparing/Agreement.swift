/// How far two values agree.
package enum Agreement: UInt8, Sendable, CaseIterable {
    case same
    /// One letter or digit is wrong, missing, too many or exchanged with its neighbour.
    case oneLetter
    /// An initial, or the beginning of the other: W., Will, William.
    case shortened
    /// Sounds or looks alike.
    case similar
    /// Given and family name, or day and month, are exchanged.
    case swapped
    /// Some of it: the month and the year, the postal district, a word, the local part of an address.
    case partly
    /// Less than that: the year, a faint likeness.
    case vaguely
    case different

    static let count = allCases.count
}

extension Agreement {
    /// What one expects of two records of one person before having seen the data; the data soon says better.
    static func expectation(_ sort: Attribute.Sort) -> [Double] {
        switch sort {
        case .givenName: [0.60, 0.12, 0.06, 0.05, 0.02, 0.00, 0.03, 0.12]
        case .familyName, .fullName: [0.70, 0.12, 0.02, 0.03, 0.02, 0.00, 0.02, 0.09]
        case .birthDate: [0.80, 0.10, 0.00, 0.00, 0.02, 0.04, 0.01, 0.03]
        case .email, .phone: [0.70, 0.10, 0.00, 0.00, 0.00, 0.10, 0.00, 0.10]
        case .category: [0.93, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.07]
        case .place, .street, .postcode, .company, .occupation, .code, .text: [0.70, 0.08, 0.00, 0.02, 0.00, 0.06, 0.02, 0.12]
        }
    }
}
