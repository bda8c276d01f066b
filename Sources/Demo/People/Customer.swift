import Kernel
import People

/// Somebody whose journey is told: what stays the same of them.
struct Customer: Sendable {
    let number: Int
    let name: String
    let language: Language
    let region: Region
    let city: City
    /// What they do in their company; nothing for those who buy for home.
    let role: String?
    /// The place of their company among the accounts.
    let account: Int?
    /// When they first meet the company; for `isFounding`, when its story begins and they are customers already.
    let arrival: Instant
    let isFounding: Bool
    /// Looks around and never says who they are.
    let staysUnknown: Bool
    /// How kindly they judge, −1 … 1.
    let character: Double
    let identities: Identities

    var isAtHome: Bool { account == nil }
    var rhythm: Rhythm { isAtHome ? .leisure : .office }
    var east: Int { city.country.east }
}

/// All that one customer is recognised by. Each is a list of one, or empty where they have none.
struct Identities: Sendable {
    var user: [Identifier] = []
    var email: [Identifier] = []
    var otherEmail: [Identifier] = []
    var phone: [Identifier] = []
    var card: [Identifier] = []
    var social: [Identifier] = []
    var device: [Identifier] = []
    var browsers: [[Identifier]] = []
    /// Whether the company knows whose the social account is.
    var isSocialLinked = false

    static func list(_ type: IdentifierType, _ value: String) -> [Identifier] { Identifier(type, value).map { [$0] } ?? [] }
}
